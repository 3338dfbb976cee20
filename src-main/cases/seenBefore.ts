import path from 'node:path';
import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import type { FieldLooks, FieldOverlap } from '#main/analysis/overlap/lookAtFields.ts';
import type { BlockQuality, ChosenRegion, RegionChoice } from '#main/analysis/regions/regionChoice.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** A smear as far as it is compared: its fields and what they show. */
export interface LookedSmear { readonly source: Pick<SlideSource, 'path' | 'fields'>; readonly looks: FieldLooks }

/** What of a smear's fields other fields show, in it or in those before: each place is counted once. */
export interface SeenBefore {
  /** Fields that are the same picture as another, pixel for pixel, with the reason: they are set aside. */
  readonly copies: readonly FieldProblem[];
  /** A choice of regions without what fields before show, too, in which something is counted or may be, with a line for each field of which that is a part. */
  cut<Choice extends Pick<RegionChoice, 'regions' | 'map' | 'leftOut'>>(choice: Choice): Choice;
}

const mayBeCounted: ReadonlySet<BlockQuality> = new Set<BlockQuality>(['good', 'unexamined']);

/** Nothing of narrower parts is counted: where one field lies over the other is not known better. Level-0 pixels. */
const narrowestPx = 20;

/** Compares a smear with itself and those before it. */
export function seenBefore(smear: LookedSmear, before: readonly LookedSmear[]): SeenBefore {
  const copies = samePictures(smear, before);
  const isCopy = new Set(copies.map(({ field }) => field));
  const overlaps = smear.looks.overlaps.filter(({ field, before: other }) => !isCopy.has(field) && !isCopy.has(other));
  return {
    copies,
    cut: (choice) => {
      // Who takes a place again because the first picture was out of focus wants the second counted.
      const isCountedIn = new Set([...choice.map.blocks.filter(({ quality }) => mayBeCounted.has(quality)), ...choice.regions].map(({ field }) => field));
      const ofField = Map.groupBy(overlaps.filter(({ field, before: other }) => isCountedIn.has(field) && isCountedIn.has(other)), ({ field }) => field);
      return {
        ...choice,
        regions: choice.regions.flatMap((region) => withoutBoxes(region, (ofField.get(region.field) ?? []).map(({ box }) => box))),
        leftOut: joined([...choice.leftOut, ...[...ofField].map(([field, shared]) => ({ field, problem: wordsFor(shared), kind: 'notCounted' as const }))]),
      };
    },
  };
}

function samePictures(smear: LookedSmear, before: readonly LookedSmear[]): FieldProblem[] {
  const first = new Map<string, string>();
  const copies: FieldProblem[] = [];
  for (const { source, looks } of [...before, smear]) {
    for (const { name, box } of source.fields) {
      const hash = looks.pixelHashes.get(name);
      if (hash === undefined) continue;
      const picture = `${String(box.widthPx)} ${hash}`, known = first.get(picture);
      if (known === undefined) first.set(picture, source === smear.source || path.basename(source.path) === name ? name : `${name} of ${path.basename(source.path)}`);
      else if (source === smear.source) copies.push({ field: name, problem: `the same picture, pixel for pixel, as ${known}, and so counted once`, kind: 'notCounted' });
    }
  }
  return copies;
}

function wordsFor(shared: readonly FieldOverlap[]): string {
  const whole = shared.find(({ isWhole }) => isWhole);
  if (whole) return `shows the same place as ${whole.before}, and so counted once`;
  return `shows in part what ${shared.map(({ before }) => before).join(' and ')} ${shared.length === 1 ? 'shows' : 'show'}, too: that part is counted once`;
}

/** One line a field, as the library keeps them. */
function joined(problems: readonly FieldProblem[]): FieldProblem[] {
  return [...Map.groupBy(problems, ({ field }) => field).values()].map((ofField) => ({
    ...ofField[0], problem: ofField.map(({ problem }) => problem).join('; '),
  }));
}

function withoutBoxes(region: ChosenRegion, boxes: readonly BoxPx[]): ChosenRegion[] {
  return boxes.reduce<ChosenRegion[]>((parts, box) => parts.flatMap((part) => outside(part.box, box).map((rest) => ({ ...part, box: rest }))), [region]);
}

/** What of a box lies outside another: up to four boxes. */
function outside(box: BoxPx, hole: BoxPx): BoxPx[] {
  const shared = sharedBox(box, hole);
  if (!shared) return [box];
  const [right, bottom, sharedRight, sharedBottom] = [box.xPx + box.widthPx, box.yPx + box.heightPx, shared.xPx + shared.widthPx, shared.yPx + shared.heightPx];
  return [
    { ...box, heightPx: shared.yPx - box.yPx }, { ...box, yPx: sharedBottom, heightPx: bottom - sharedBottom },
    { ...shared, xPx: box.xPx, widthPx: shared.xPx - box.xPx }, { ...shared, xPx: sharedRight, widthPx: right - sharedRight },
  ].filter(({ widthPx, heightPx }) => Math.min(widthPx, heightPx) > narrowestPx);
}
