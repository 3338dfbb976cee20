import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { DetectedKind } from '#main/analysis/detection/detectorOutput.ts';

/** A cell somebody (or the generator) drew a box around, in the picture's own pixels. */
export interface BoxedCell { readonly kind: DetectedKind; readonly box: BoxPx }

/** A picture to learn detection from. */
export interface TrainingField {
  /** Unique over all sets: set and file. */
  readonly name: string;
  /** Set it comes from: "txl-pbc", "txl-raabin", "bccd", "marrow-fields", "marrow-cells", "drawn". */
  readonly source: string;
  readonly picture: RgbPicture;
  readonly micrometresPerPixel: number;
  readonly cells: readonly BoxedCell[];
  /** Middles of nucleated cells of unknown size, in pixels. */
  readonly centres: readonly { readonly xPx: number; readonly yPx: number }[];
  /**
   * One byte a pixel, 1 where nobody said whether a nucleated cell is there: nothing is learnt from such a place.
   * Absent where everything in the picture is labelled.
   */
  readonly unlabelled?: Uint8Array;
  /** Whether red cells and platelets are labelled too. */
  readonly labelsRedCells: boolean;
}
