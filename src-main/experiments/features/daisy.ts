import { gaussianWeights, mirroredAt } from './gaussianWeights.ts';
import type { Plane } from './plane.ts';

export interface DaisySettings {
  /** From one descriptor to the next, pixels. */
  readonly stepPx: number;
  /** Of the outer ring, pixels; also the distance of the first descriptor from the edge. */
  readonly radiusPx: number;
  readonly rings: number;
  /** Places on each ring. */
  readonly places: number;
  readonly orientations: number;
}

/** Three by three descriptors that share the 200 px picture of Graebel 2018, who gives no settings. */
export const graebelDaisy: DaisySettings = { stepPx: 40, radiusPx: 40, rings: 2, places: 8, orientations: 8 };

/** Kappa of the circular normal distribution is `orientations / pi`; then no bin is empty. */
const tiny = 1e-10;

/**
 * DAISY descriptors on a grid (Tola et al. 2010): smoothed histograms of directions at a middle and on rings about it, each
 * descriptor divided by its sum. Row by row; the values of scikit-image's `daisy(normalization='l1')` on a plane of 0 to 1.
 * Smoothing is worked out only where a descriptor looks.
 */
export function daisy(plane: Plane, { stepPx, radiusPx, rings, places, orientations }: DaisySettings): Float64Array {
  const across = Math.ceil((plane.widthPx - 2 * radiusPx) / stepPx), down = Math.ceil((plane.heightPx - 2 * radiusPx) / stepPx);
  if (across < 1 || down < 1) throw new RangeError(`A picture of ${plane.widthPx} by ${plane.heightPx} px has no room for a radius of ${radiusPx} px`);
  const directions = directionPlanes(plane, orientations);
  const length = (rings * places + 1) * orientations;
  const features = new Float64Array(across * down * length);
  const ringSigma = (ring: number) => (radiusPx * (ring + 1)) / (2 * rings);
  const layers = [{ sigma: ringSigma(0), offsets: [{ x: 0, y: 0 }] }, ...Array.from({ length: rings }, (_, ring) => ({
    sigma: ringSigma(ring),
    offsets: Array.from({ length: places }, (_place, i) => {
      const angle = (2 * Math.PI * i) / places, radius = (radiusPx * (ring + 1)) / rings;
      return { x: roundedHalfEven(radius * Math.cos(angle)), y: roundedHalfEven(radius * Math.sin(angle)) };
    }),
  }))];
  let start = 0;
  for (const { sigma, offsets } of layers) {
    const weights = gaussianWeights(sigma);
    directions.forEach((direction, orientation) => {
      const smoothed = smoothedAt(direction, plane.widthPx, plane.heightPx, weights);
      offsets.forEach((offset, i) => {
        for (let row = 0; row < down; row++) for (let column = 0; column < across; column++) {
          const value = smoothed(radiusPx + column * stepPx + offset.x, radiusPx + row * stepPx + offset.y);
          features[(row * across + column) * length + start + i * orientations + orientation] = value + tiny;
        }
      });
    });
    start += offsets.length * orientations;
  }
  for (let at = 0; at < features.length; at += length) {
    const one = features.subarray(at, at + length), sum = one.reduce((total, value) => total + value, 0);
    for (let i = 0; i < length; i++) one[i] /= sum;
  }
  return features;
}

/** How strongly each pixel changes in each direction: its gradient's length, weighed by a circular normal distribution. */
function directionPlanes({ widthPx, heightPx, values }: Plane, orientations: number): Float64Array[] {
  const kappa = orientations / Math.PI;
  const planes = Array.from({ length: orientations }, () => new Float64Array(values.length));
  const cosines = planes.map((_, i) => Math.cos((2 * i * Math.PI) / orientations - Math.PI));
  const sines = planes.map((_, i) => Math.sin((2 * i * Math.PI) / orientations - Math.PI));
  for (let y = 0, at = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++, at++) {
    const dx = x < widthPx - 1 ? values[at + 1] - values[at] : 0, dy = y < heightPx - 1 ? values[at + widthPx] - values[at] : 0;
    const magnitude = Math.sqrt(dx * dx + dy * dy);
    if (magnitude === 0) continue;
    for (let i = 0; i < orientations; i++) planes[i][at] = magnitude * Math.exp((kappa * (dx * cosines[i] + dy * sines[i])) / magnitude);
  }
  return planes;
}

/** The smoothed plane at single points; what columns have in common is kept. */
function smoothedAt(values: Float64Array, widthPx: number, heightPx: number, weights: Float64Array): (x: number, y: number) => number {
  const reach = (weights.length - 1) / 2, columns = new Map<number, Float64Array>();
  const columnAt = (x: number): Float64Array => {
    let column = columns.get(x);
    if (column) return column;
    column = new Float64Array(heightPx);
    const from = Int32Array.from(weights, (_, i) => mirroredAt(x + i - reach, widthPx));
    for (let y = 0; y < heightPx; y++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * values[y * widthPx + from[i]];
      column[y] = sum;
    }
    columns.set(x, column);
    return column;
  };
  return (x, y) => {
    const column = columnAt(x);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] * column[mirroredAt(y + i - reach, heightPx)];
    return sum;
  };
}

/** Python's rounding: a half goes to the even neighbour. */
function roundedHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
