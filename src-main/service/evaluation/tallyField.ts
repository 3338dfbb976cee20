import { isRight } from '#shared/evaluation/confusionMatrix.ts';
import type { PictureTally } from '#shared/evaluation/detectorFigures.ts';
import { matchByBoxCentre, matchByCentre, matchByOverlap, type Matching } from '#shared/evaluation/matchDetections.ts';
import { sharedBox, type BoxPx } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import { detectRegion } from '#main/analysis/detection/detectRegion.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { placesMarked, type FieldTruth } from './fieldOfRows.ts';

/** What a detector did on one picture. `setAside` are detections on something marked whose class is none here; no figure has them. */
export type FieldTally = PictureTally & { readonly setAside: number };

export interface FieldTallyTools {
  readonly detector: Detector;
  /** Needed for `classKnown` and `classRight` alone. */
  readonly classifier?: CellClassifier;
}

/**
 * What is marked within a picture, which alone could be found there, and how many places lie outside of it. A box that reaches beyond is cut to
 * the picture: of a cell at the border nobody can find more.
 */
export function placesWithin(field: FieldTruth, { widthPx, heightPx }: Pick<BoxPx, 'widthPx' | 'heightPx'>): { marked: FieldTruth; outside: number } {
  const cut = (boxes: readonly BoxPx[] | undefined) => boxes?.flatMap((box) => sharedBox(box, { xPx: 0, yPx: 0, widthPx, heightPx }) ?? []);
  const centres = field.centres?.filter(({ xPx, yPx }) => xPx <= widthPx && yPx <= heightPx);
  const marked = { image: field.image, boxes: cut(field.boxes), unknownBoxes: cut(field.unknownBoxes), centres };
  return { marked, outside: placesMarked(field) - placesMarked(marked) };
}

/** Finds the cells of a picture and compares them with what is marked in it. Throws as the source and `cancelled`. */
export async function tallyField(source: SlideSource, field: FieldTruth, micrometresPerPixel: number, { detector, classifier }: FieldTallyTools, context: WorkContext): Promise<FieldTally> {
  const { widthPx, heightPx } = source.levels[0];
  const cells = await detectRegion(source, micrometresPerPixel, detector, { xPx: 0, yPx: 0, widthPx, heightPx }, { signal: context.signal });
  const detected = cells.map(({ box }) => box);
  if (field.boxes) return tallyBoxes(detected, field.boxes, field.unknownBoxes ?? []);
  const centres = field.centres!;
  const matching = matchByCentre(detected, centres, micrometresPerPixel);
  const tally = { truths: centres.length, detections: detected.length, byCentre: paired(matching), setAside: 0 };
  if (!classifier) return tally;
  const known = [...centres.keys()].filter((centre) => matching[centre] >= 0 && centres[centre].label);
  const crops = [];
  for (const centre of known) {
    const box = detected[matching[centre]];
    crops.push(await cropCell(source, micrometresPerPixel, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2, classifier.input));
  }
  const calls = await classifier.classify(crops, context.signal);
  return { ...tally, classKnown: known.length, classRight: calls.filter(({ forcedCode }, place) => isRight(centres[known[place]].label!, forcedCode)).length };
}

/** A detection that stands for no true box by either rule, and by either for one of an unknown class, is set aside: it may be a cell or none. */
function tallyBoxes(detected: readonly BoxPx[], boxes: readonly BoxPx[], unknownBoxes: readonly BoxPx[]): FieldTally {
  const byOverlap = matchByOverlap(detected, boxes), byCentre = matchByBoxCentre(detected, boxes);
  const right = new Set([...byOverlap, ...byCentre]);
  const others = detected.filter((_, index) => !right.has(index));
  const onUnknown = new Set([...matchByOverlap(others, unknownBoxes), ...matchByBoxCentre(others, unknownBoxes)].filter((index) => index >= 0));
  return { truths: boxes.length, detections: detected.length - onUnknown.size, byOverlap: paired(byOverlap), byCentre: paired(byCentre), setAside: onUnknown.size };
}

const paired = (matching: Matching): number => matching.reduce((count, detection) => count + Number(detection >= 0), 0);
