import { cellInputPx } from './cellInput.ts';

/** For each of the eight turned and mirrored views of a square: which source pixel stands at each place. */
function sourcesOf(sidePx: number): Int32Array[] {
  return Array.from({ length: 8 }, (_, view) => {
    const order = new Int32Array(sidePx * sidePx);
    const last = sidePx - 1;
    for (let row = 0; row < sidePx; row++) {
      for (let column = 0; column < sidePx; column++) {
        let y = row, x = view & 4 ? last - column : column;
        for (let quarter = 0; quarter < (view & 3); quarter++) [y, x] = [x, last - y];
        order[row * sidePx + column] = y * sidePx + x;
      }
    }
    return order;
  });
}

const sourcesBySide = new Map([[cellInputPx, sourcesOf(cellInputPx)]]);

/**
 * Writes one view of a crop as planes R, G, B, 0 to 255, as networks take it.
 *
 * @param rgb `sidePx` square, interleaved
 * @param view 0 the crop itself; 1 to 3 quarter turns; 4 to 7 the same mirrored. With 4 views the turns are meant.
 */
export function writeView(rgb: Uint8Array, view: number, target: Float32Array, offset: number, sidePx: number = cellInputPx): void {
  const sources = sourcesBySide.get(sidePx) ?? sourcesOf(sidePx);
  sourcesBySide.set(sidePx, sources);
  const order = sources[view], plane = order.length;
  for (let i = 0; i < plane; i++) {
    const from = 3 * order[i];
    target[offset + i] = rgb[from];
    target[offset + plane + i] = rgb[from + 1];
    target[offset + 2 * plane + i] = rgb[from + 2];
  }
}

/** Floats a view takes. */
export const floatsOfView = (sidePx: number): number => 3 * sidePx * sidePx;
export const floatsPerView = floatsOfView(cellInputPx);
