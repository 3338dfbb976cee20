import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RegionChoice } from '#main/analysis/regions/regionChoice.ts';
import { partsOfSlide } from '#main/slides/partsOfSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { StoredScaleCheck } from '#main/store/repositories/slideRepository.ts';
import type { CountTools } from './countTools.ts';

/** Red cells are measured in so many parts and level-0 pixels: a few hundred on a scan, some dozen on field pictures. */
const mostParts = 12;
const mostPixels = 4 * 1024 * 1024;
/** In pixels, not micrometres: how many those are is in doubt. */
const partSidePx = 1024;

interface StatedPart { readonly box: BoxPx; readonly countedAt: number }

/**
 * What the file and the red cells say of a slide's scale, where a person or the file gave the one that it is counted at: a count at a wrong
 * scale looks like any other. Red cells are measured where cells are counted first, and where no part is good in what holds anything: a wrong
 * scale makes good parts look bad. Nothing is said of them where they are too few to tell.
 *
 * @param given what the user gave; undefined where nothing
 * @throws MyeloscopeError `cancelled`, and what reading throws besides damage
 */
export async function checkScale(source: SlideSource, given: number | undefined, choice: RegionChoice, tools: CountTools, context: WorkContext): Promise<StoredScaleCheck[]> {
  const ofFile = new Map(source.fields.flatMap(({ name, problem, micrometresPerPixel = source.micrometresPerPixel }) => (problem !== undefined || micrometresPerPixel === undefined ? [] : [[name, micrometresPerPixel] as const])));
  const farthest = given === undefined ? undefined : [...ofFile.values()].toSorted((a, b) => Math.abs(Math.log(b / given)) - Math.abs(Math.log(a / given))).at(0);
  const measured = await byRedCells(source, partsToMeasure(source, choice, (field) => given ?? ofFile.get(field)), tools, context);
  return [
    ...(given === undefined || farthest === undefined ? [] : [{ saidBy: 'file' as const, countedAt: given, micrometresPerPixel: farthest, redCells: null, redCellSpread: null }]),
    ...(measured ? [measured] : []),
  ];
}

function partsToMeasure({ fields }: SlideSource, { regions, map: { blocks } }: RegionChoice, statedOf: (field: string) => number | undefined): StatedPart[] {
  const bad = blocks.filter(({ quality }) => quality === 'thick' || quality === 'blurred' || quality === 'dirt');
  const boxes = new Map(fields.map(({ name, box }) => [name, box]));
  const parts: StatedPart[] = [];
  let pixels = 0;
  for (const { field, box } of [...regions, ...bad]) {
    const countedAt = statedOf(field);
    if (countedAt === undefined) continue;
    if (parts.length === mostParts || pixels >= mostPixels) break;
    const part = aroundMiddle(box, boxes.get(field)!);
    if (parts.some((other) => sharedBox(part, other.box))) continue;
    pixels += part.widthPx * part.heightPx;
    parts.push({ box: part, countedAt });
  }
  return parts;
}

/** A square about the middle of a box, moved into its field, or the whole of a smaller field. */
function aroundMiddle(box: BoxPx, field: BoxPx): BoxPx {
  const widthPx = Math.min(partSidePx, field.widthPx);
  const heightPx = Math.min(partSidePx, field.heightPx);
  const within = (wanted: number, first: number, room: number): number => Math.floor(Math.min(Math.max(wanted, first), first + room));
  return {
    xPx: within(box.xPx + (box.widthPx - widthPx) / 2, field.xPx, field.widthPx - widthPx),
    yPx: within(box.yPx + (box.heightPx - heightPx) / 2, field.yPx, field.heightPx - heightPx), widthPx, heightPx,
  };
}

/** The scale of most of the parts, beside the one that these are counted at. */
async function byRedCells(source: SlideSource, parts: readonly StatedPart[], tools: CountTools, context: WorkContext): Promise<StoredScaleCheck | undefined> {
  if (parts.length === 0) return undefined;
  try {
    const { micrometresPerPixel, redCells, spread, scaleOfField } = await tools.measureScale(partsOfSlide(source, parts.map(({ box }) => box)), tools.detector, context);
    const ofMost = parts.find((_, index) => scaleOfField(String(index)) === micrometresPerPixel);
    return ofMost && { saidBy: 'redCells', countedAt: ofMost.countedAt, micrometresPerPixel, redCells, redCellSpread: spread };
  } catch (cause) {
    if (cause instanceof MyeloscopeError && (cause.code === 'scale-unknown' || cause.code === 'slide-unreadable')) return undefined;
    throw cause;
  }
}
