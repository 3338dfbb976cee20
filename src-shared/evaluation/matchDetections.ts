import { intersectionOverUnion, type BoxPx } from '../geometry/box.ts';
import { oneToOneMatching, type PossibleMatch } from './oneToOneMatching.ts';

/** Overlap from which a detection stands for a true box. */
export const smallestOverlap = 0.5;
/** How far, at most, a detection's centre may lie from a true centre, in micrometres. */
export const largestCentreDistanceUm = 5;

/** For each truth the index of its detection, or -1. One to one, as many as possible. */
export type Matching = Int32Array;

/** Matches detections with true boxes where they overlap by IoU at least 0.5. */
export function matchByOverlap(detections: readonly BoxPx[], truths: readonly BoxPx[]): Matching {
  return match(detections, truths, (detection, truth) => {
    const overlap = intersectionOverUnion(detection, truth);
    return overlap >= smallestOverlap ? 1 - overlap : undefined;
  });
}

/** Matches detections with true boxes where the detection's centre lies in the middle half of the box, across and down. */
export function matchByBoxCentre(detections: readonly BoxPx[], truths: readonly BoxPx[]): Matching {
  return match(detections, truths, (detection, truth) => {
    const [across, down] = offset(detection, truth.xPx + truth.widthPx / 2, truth.yPx + truth.heightPx / 2);
    const inside = Math.abs(across) <= truth.widthPx / 4 && Math.abs(down) <= truth.heightPx / 4;
    return inside ? Math.hypot(across / truth.widthPx, down / truth.heightPx) : undefined;
  });
}

/** A labelled centre, in the picture's pixels. */
export interface TrueCentre { readonly xPx: number; readonly yPx: number }

/** Matches detections with true centres where the detection's centre lies within 5 µm. */
export function matchByCentre(detections: readonly BoxPx[], truths: readonly TrueCentre[], micrometresPerPixel: number): Matching {
  return match(detections, truths, (detection, truth) => {
    const distanceUm = Math.hypot(...offset(detection, truth.xPx, truth.yPx)) * micrometresPerPixel;
    return distanceUm <= largestCentreDistanceUm ? distanceUm : undefined;
  });
}

function offset(box: BoxPx, xPx: number, yPx: number): [acrossPx: number, downPx: number] {
  return [box.xPx + box.widthPx / 2 - xPx, box.yPx + box.heightPx / 2 - yPx];
}

function match<Truth>(detections: readonly BoxPx[], truths: readonly Truth[], costOf: (detection: BoxPx, truth: Truth) => number | undefined): Matching {
  const possible: PossibleMatch[] = [];
  for (const [prediction, detection] of detections.entries()) {
    for (const [index, truth] of truths.entries()) {
      const cost = costOf(detection, truth);
      if (cost !== undefined) possible.push({ prediction, truth: index, cost });
    }
  }
  return oneToOneMatching(detections.length, truths.length, possible);
}
