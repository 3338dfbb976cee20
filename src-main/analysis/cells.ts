import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** A nucleated cell as the detector found it. Box in level-0 pixels. `score` 0 to 1. */
export interface DetectedCell { readonly box: BoxPx; readonly score: number }

/** What the classifier says of one cell. */
export interface CellCall {
  /** What the product shows: the most probable class, or UNK where it is too uncertain or unlike anything learnt. */
  readonly code: ClassCode;
  /** The most probable class, whether shown or not. */
  readonly forcedCode: ClassCode;
  /** Calibrated, in the order of the classifier card's `classes`; adds to 1. */
  readonly probabilities: Float32Array;
  /** 0 to 1: how like the cells it learnt from; small means unlike anything it learnt. */
  readonly familiarity: number;
}
