import type { Plane } from './plane.ts';

export interface BinaryPatternSettings {
  /** Points on the circle. */
  readonly points: number;
  /** Of the circle, pixels. */
  readonly radiusPx: number;
}

/** Graebel 2018 names the uniform variant but neither points nor radius: 24 points at 3 pixels are the coarsest that Ojala et al. 2002 recommend. */
export const graebelPatterns: BinaryPatternSettings = { points: 24, radiusPx: 3 };

/**
 * The histogram of uniform local binary patterns (Ojala et al. 2002), which turning the picture or changing its light leaves alone:
 * the share of pixels with 0, 1 … `points` points at least as light as the pixel, and last the share of patterns that are not
 * uniform. Points between pixels by straight lines, 0 outside the picture; scikit-image's `local_binary_pattern(method='uniform')`.
 */
export function localBinaryPatterns({ widthPx, heightPx, values }: Plane, { points, radiusPx }: BinaryPatternSettings): Float64Array {
  const counts = new Float64Array(points + 2);
  const circle = Array.from({ length: points }, (_, point) => {
    const angle = (2 * Math.PI * point) / points;
    return { rows: alongAxis(heightPx, rounded(-radiusPx * Math.sin(angle))), columns: alongAxis(widthPx, rounded(radiusPx * Math.cos(angle))) };
  });
  // Zeros around, so that a point outside needs no question.
  const rim = Math.ceil(radiusPx) + 1, stride = widthPx + 2 * rim;
  const framed = new Float64Array(stride * (heightPx + 2 * rim));
  for (let y = 0; y < heightPx; y++) framed.set(values.subarray(y * widthPx, (y + 1) * widthPx), (y + rim) * stride + rim);

  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const middle = framed[(y + rim) * stride + x + rim];
      let changes = 0, lighter = 0, before = 0;
      for (let point = 0; point < points; point++) {
        const { rows, columns } = circle[point];
        const down = rows.share[y], across = columns.share[x];
        const from = (rows.first[y] + rim) * stride + columns.first[x] + rim;
        // A point on a row or column of pixels takes no part in the next one.
        const below = down > 0 ? stride : 0, right = across > 0 ? 1 : 0;
        const top = (1 - across) * framed[from] + across * framed[from + right];
        const bottom = (1 - across) * framed[from + below] + across * framed[from + below + right];
        const isLighter = (1 - down) * top + down * bottom - middle >= 0 ? 1 : 0;
        if (point > 0 && isLighter !== before) changes++;
        lighter += isLighter;
        before = isLighter;
      }
      counts[changes <= 2 ? lighter : points + 1]++;
    }
  }
  return counts.map((count) => count / (widthPx * heightPx));
}

/** Five places, as the reference places its points: 2.9999999 is 3. */
const rounded = (offset: number): number => Math.round(offset * 1e5) / 1e5;

/** For each coordinate plus an offset: the pixel before it, and the share of the way to the next. */
function alongAxis(size: number, offset: number): { first: Int32Array; share: Float64Array } {
  const first = new Int32Array(size), share = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    first[i] = Math.floor(i + offset);
    share[i] = i + offset - first[i];
  }
  return { first, share };
}
