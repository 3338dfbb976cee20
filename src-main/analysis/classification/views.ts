import { cellInputPx } from './cellInput.ts';

const plane = cellInputPx * cellInputPx;

/** For each of the eight turned and mirrored views of a square: which source pixel stands at each place. */
const sources = Array.from({ length: 8 }, (_, view) => {
  const order = new Int32Array(plane);
  const last = cellInputPx - 1;
  for (let row = 0; row < cellInputPx; row++) {
    for (let column = 0; column < cellInputPx; column++) {
      let y = row, x = view & 4 ? last - column : column;
      for (let quarter = 0; quarter < (view & 3); quarter++) [y, x] = [x, last - y];
      order[row * cellInputPx + column] = y * cellInputPx + x;
    }
  }
  return order;
});

/**
 * Writes one view of a crop as planes R, G, B, 0 to 255, as networks take it.
 *
 * @param rgb `cellInputPx` square, interleaved
 * @param view 0 the crop itself; 1 to 3 quarter turns; 4 to 7 the same mirrored. With 4 views the turns are meant.
 */
export function writeView(rgb: Uint8Array, view: number, target: Float32Array, offset: number): void {
  const order = sources[view];
  for (let i = 0; i < plane; i++) {
    const from = 3 * order[i];
    target[offset + i] = rgb[from];
    target[offset + plane + i] = rgb[from + 1];
    target[offset + 2 * plane + i] = rgb[from + 2];
  }
}

/** Floats a view takes. */
export const floatsPerView = 3 * plane;
