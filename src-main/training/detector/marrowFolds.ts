import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { PictureTally } from '#shared/evaluation/detectorFigures.ts';
import { matchByCentre } from '#shared/evaluation/matchDetections.ts';
import type { MarrowPicture } from './marrowFields.ts';
import type { ScoredField } from './detectionScores.ts';

export const marrowFoldCount = 5;

/**
 * Deals overlap groups that have a field into folds: pictures of a group show the same cells, so a group is never on both
 * sides. Gives the fold of each such group; groups with single cells alone are in none and can always be learnt from.
 */
export function marrowFolds(fields: readonly MarrowPicture[], seed: number): Map<string, number> {
  const groups = shuffle([...new Set(fields.map(({ overlapGroup }) => overlapGroup))].sort(), seededRandom(seed, 78));
  return new Map(groups.map((group, index) => [group, index % marrowFoldCount]));
}

/** Counts for `detectorFigures` of fields with labelled middles: found where a detection's middle lies within 5 µm. */
export function marrowTallies(scored: readonly ScoredField[], threshold: number): PictureTally[] {
  return scored.map(({ field, found }) => {
    const boxes = found.filter(({ score }) => score >= threshold).map(({ box }) => box);
    const matching = matchByCentre(boxes, field.centres, field.micrometresPerPixel);
    return { truths: field.centres.length, detections: boxes.length, byCentre: matching.reduce((sum, index) => sum + (index >= 0 ? 1 : 0), 0) };
  });
}
