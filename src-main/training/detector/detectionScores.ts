import type { BoxPx } from '#shared/geometry/box.ts';
import { matchByOverlap } from '#shared/evaluation/matchDetections.ts';
import type { PictureTally } from '#shared/evaluation/detectorFigures.ts';
import { detectorFigures } from '#shared/evaluation/detectorFigures.ts';
import { matchByBoxCentre } from '#shared/evaluation/matchDetections.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import type { DetectedCell } from '#main/analysis/cells.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import { detectorMicrometresPerPixel } from '#main/analysis/detection/detectorOutput.ts';
import { sampleByArea } from '#main/analysis/detection/sampleByArea.ts';
import type { TrainingField } from './trainingField.ts';

/** Everything that may be a nucleated cell in a labelled field, down to a low score, in the field's pixels. */
export interface ScoredField { readonly field: TrainingField; readonly found: readonly DetectedCell[]; readonly truths: readonly BoxPx[] }

const lowestScore = 0.05;
/** Red cells and platelets measure the scale or nothing: one missed or one too many does no harm, so theirs are not fitted. */
export const otherThresholds = { redCell: 0.4, platelet: 0.4 } as const;
/** F1 so far below the best is as good: two cells of the 120 of the tuning part make that difference, which is chance. */
const nearlyAsGood = 0.015;

/** Runs a model over fields at the detector's scale. */
export async function scoreFields(runner: ModelRunner, fields: readonly TrainingField[]): Promise<ScoredField[]> {
  const detector = createDetector(runner, { ...otherThresholds, nucleatedCell: lowestScore });
  const scored: ScoredField[] = [];
  for (const field of fields) {
    const factor = detectorMicrometresPerPixel / field.micrometresPerPixel;
    const size = (px: number) => Math.max(1, Math.ceil(px / factor));
    const picture = sampleByArea(field.picture, 0, 0, factor, size(field.picture.widthPx), size(field.picture.heightPx));
    const { nucleated } = await detector.detect(picture);
    const found = nucleated.map(({ box, score }) => ({
      score, box: { xPx: box.xPx * factor, yPx: box.yPx * factor, widthPx: box.widthPx * factor, heightPx: box.heightPx * factor },
    }));
    scored.push({ field, found, truths: field.cells.filter(({ kind }) => kind === 'nucleatedCell').map(({ box }) => box) });
  }
  return scored;
}

/** Counts for `detectorFigures`, a picture each, at a threshold. */
export function talliesAt(scored: readonly ScoredField[], threshold: number): PictureTally[] {
  return scored.map(({ found, truths }) => {
    const boxes = found.filter(({ score }) => score >= threshold).map(({ box }) => box);
    const pairs = (matching: Int32Array) => matching.reduce((sum, index) => sum + (index >= 0 ? 1 : 0), 0);
    return { truths: truths.length, detections: boxes.length, byOverlap: pairs(matchByOverlap(boxes, truths)), byCentre: pairs(matchByBoxCentre(boxes, truths)) };
  });
}

/**
 * The threshold to ship: of those whose F1 (IoU at least 0.5) on these fields is as good as the best, the one a quarter of the way up.
 * With so few cells the best itself is chance, and so are the ends. Below the middle, because a cell that is missed here is never seen
 * again, while one too many is left out by the classifier or by the person who reviews it.
 */
export function chooseThreshold(scored: readonly ScoredField[]): number {
  const thresholds = Array.from({ length: 16 }, (_, i) => 0.15 + 0.04 * i);
  const f1 = thresholds.map((threshold) => detectorFigures(talliesAt(scored, threshold)).f1 ?? 0);
  const best = Math.max(...f1);
  const asGood = thresholds.filter((_, index) => f1[index] >= best - nearlyAsGood);
  return Number(asGood[asGood.length >> 2].toFixed(2));
}
