import type { BoxedCell } from './trainingField.ts';

/** Side of a training picture: 128 px of 0.46 µm, room for parts of four fields. */
export const canvasPx = 128;

/** A training picture under construction, with what is known of it. All geometry in its own pixels. */
export interface TrainingCanvas {
  /** Planes red, green, blue, 0 to 255. */
  readonly planes: Float32Array;
  readonly cells: BoxedCell[];
  /** Middles of nucleated cells of unknown size. */
  readonly centres: { readonly xPx: number; readonly yPx: number }[];
  /** 1 where nobody said whether a nucleated cell is there. */
  readonly unlabelledNucleated: Uint8Array;
  /** 1 where nobody said whether a red cell or platelet is there. */
  readonly unlabelledRed: Uint8Array;
}

/** An empty canvas: white, nothing on it, all known. */
export function emptyCanvas(): TrainingCanvas {
  const plane = canvasPx * canvasPx;
  return {
    planes: new Float32Array(3 * plane).fill(255), cells: [], centres: [],
    unlabelledNucleated: new Uint8Array(plane), unlabelledRed: new Uint8Array(plane),
  };
}
