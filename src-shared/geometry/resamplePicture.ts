import type { RgbPicture } from './rgbPicture.ts';

/** Which source pixels make each target pixel along one axis: `count[i]` of them from `first[i]`, weights in `weights` from `start[i]`. */
interface AxisPlan { readonly first: Int32Array; readonly count: Int32Array; readonly start: Int32Array; readonly weights: Float32Array }

/** Shrinking: each target pixel is the mean of the stretch of source it covers, the ends by the part covered. */
function planShrinking(from: number, to: number): AxisPlan {
  const step = from / to;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const start = new Int32Array(to);
  const weights = new Float32Array(Math.ceil(step + 2) * to);
  let next = 0;
  for (let index = 0; index < to; index += 1) {
    const left = index * step;
    const right = Math.min(left + step, from);
    first[index] = Math.floor(left);
    // A stretch that ends on a pixel's edge, give or take the rounding of a float, must not touch the next pixel.
    const last = Math.min(from, Math.max(first[index] + 1, Math.ceil(right - 1e-9)));
    count[index] = last - first[index];
    start[index] = next;
    for (let source = first[index]; source < last; source += 1) weights[next++] = (Math.min(right, source + 1) - Math.max(left, source)) / step;
  }
  return { first, count, start, weights };
}

/** Enlarging: straight lines between the centres of source pixels; beyond the outer centres the edge pixel goes on. */
function planEnlarging(from: number, to: number): AxisPlan {
  const first = new Int32Array(to);
  const count = new Int32Array(to).fill(2);
  const start = new Int32Array(to);
  const weights = new Float32Array(2 * to);
  for (let index = 0; index < to; index += 1) {
    const centre = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
    const left = Math.min(Math.floor(centre), Math.max(0, from - 2));
    first[index] = left;
    start[index] = 2 * index;
    count[index] = from === 1 ? 1 : 2;
    weights[2 * index] = from === 1 ? 1 : 1 - (centre - left);
    weights[2 * index + 1] = centre - left;
  }
  return { first, count, start, weights };
}

function resampleRow(rgb: Uint8Array, rowStart: number, plan: AxisPlan, into: Float32Array): void {
  const { first, count, start, weights } = plan;
  for (let index = 0, to = 0; index < first.length; index += 1, to += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let from = rowStart + 3 * first[index];
    const end = start[index] + count[index];
    for (let weightAt = start[index]; weightAt < end; weightAt += 1, from += 3) {
      const weight = weights[weightAt];
      red += weight * rgb[from];
      green += weight * rgb[from + 1];
      blue += weight * rgb[from + 2];
    }
    into[to] = red;
    into[to + 1] = green;
    into[to + 2] = blue;
  }
}

/**
 * A picture in another size: along each axis by area-averaging where it shrinks (no aliasing, means kept) and by straight lines between pixel
 * centres where it grows. `target` is a factor above 0, sides rounded and at least 1 px, or the size itself in whole pixels.
 * Throws a RangeError on an empty picture or target.
 */
export function resamplePicture(picture: RgbPicture, target: number | { readonly widthPx: number; readonly heightPx: number }): RgbPicture {
  const { widthPx: fromWidth, heightPx: fromHeight, rgb } = picture;
  const size = typeof target === 'number'
    ? { widthPx: Math.max(1, Math.round(fromWidth * target)), heightPx: Math.max(1, Math.round(fromHeight * target)) } : target;
  const { widthPx, heightPx } = size;
  if (!(fromWidth > 0 && fromHeight > 0 && Number.isInteger(widthPx) && Number.isInteger(heightPx) && widthPx > 0 && heightPx > 0) || (typeof target === 'number' && !(target > 0))) {
    throw new RangeError(`A picture of ${fromWidth} by ${fromHeight} px can't be brought to ${widthPx} by ${heightPx} px`);
  }
  if (widthPx === fromWidth && heightPx === fromHeight) return { widthPx, heightPx, rgb: rgb.slice() };
  const across = widthPx < fromWidth ? planShrinking(fromWidth, widthPx) : planEnlarging(fromWidth, widthPx);
  const down = heightPx < fromHeight ? planShrinking(fromHeight, heightPx) : planEnlarging(fromHeight, heightPx);
  const out = new Uint8Array(3 * widthPx * heightPx);
  const sum = new Float32Array(3 * widthPx);
  // Neighbouring target rows share at most two source rows, so the last two rows resampled across are kept.
  const kept = [{ row: -1, values: new Float32Array(3 * widthPx) }, { row: -1, values: new Float32Array(3 * widthPx) }];
  const rowAcross = (row: number): Float32Array => {
    const slot = kept[row & 1];
    if (slot.row !== row) { resampleRow(rgb, 3 * fromWidth * row, across, slot.values); slot.row = row; }
    return slot.values;
  };
  for (let y = 0; y < heightPx; y += 1) {
    // Half a grey level first: storing into bytes cuts off, so this rounds.
    sum.fill(0.5);
    for (let index = 0; index < down.count[y]; index += 1) {
      const weight = down.weights[down.start[y] + index];
      if (weight === 0) continue;
      const values = rowAcross(down.first[y] + index);
      for (let x = 0; x < sum.length; x += 1) sum[x] += weight * values[x];
    }
    const rowStart = 3 * widthPx * y;
    for (let x = 0; x < sum.length; x += 1) out[rowStart + x] = sum[x];
  }
  return { widthPx, heightPx, rgb: out };
}
