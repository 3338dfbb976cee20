import type { Plane } from './plane.ts';

export interface DenseSiftSettings {
  /** From one descriptor to the next, and from the edge to the first, pixels. */
  readonly stepPx: number;
  /** Side of one of the 4 × 4 squares of a descriptor, pixels. */
  readonly squarePx: number;
}

/** Three by three descriptors that share the 200 px picture of Graebel 2018, who gives no settings. */
export const graebelSift: DenseSiftSettings = { stepPx: 50, squarePx: 12 };

const squares = 4;
const orientations = 8;
const perDescriptor = squares * squares * orientations;

/**
 * SIFT descriptors (Lowe 2004, section 6) at fixed places, of fixed size and upright: 4 × 4 squares of 8 directions, each gradient
 * shared among the nearest squares and directions, weighed by a Gaussian of half the descriptor's width, unit length, no value
 * above 0.2, unit length again. Gradients are central differences. Of descriptors row by row, squares row by row, directions.
 */
export function denseSift(plane: Plane, { stepPx, squarePx }: DenseSiftSettings): Float64Array {
  const across = Math.floor(plane.widthPx / stepPx - 1e-9), down = Math.floor(plane.heightPx / stepPx - 1e-9);
  const features = new Float64Array(across * down * perDescriptor);
  for (let row = 0, at = 0; row < down; row++) {
    for (let column = 0; column < across; column++, at += perDescriptor) {
      const descriptor = features.subarray(at, at + perDescriptor);
      gather(plane, (column + 1) * stepPx, (row + 1) * stepPx, squarePx, descriptor);
      normalize(descriptor);
      for (let i = 0; i < perDescriptor; i++) descriptor[i] = Math.min(0.2, descriptor[i]);
      normalize(descriptor);
    }
  }
  return features;
}

function gather({ widthPx, heightPx, values }: Plane, middleX: number, middleY: number, squarePx: number, into: Float64Array): void {
  // Gradients half a square beyond the outer squares still take part in them.
  const reach = ((squares + 1) / 2) * squarePx, spread = 2 * (squares / 2) ** 2;
  for (let y = Math.max(1, Math.ceil(middleY - reach)); y <= Math.min(heightPx - 2, middleY + reach); y++) {
    for (let x = Math.max(1, Math.ceil(middleX - reach)); x <= Math.min(widthPx - 2, middleX + reach); x++) {
      const at = y * widthPx + x;
      const dx = (values[at + 1] - values[at - 1]) / 2, dy = (values[at + widthPx] - values[at - widthPx]) / 2;
      const magnitude = Math.sqrt(dx * dx + dy * dy);
      if (magnitude === 0) continue;
      const u = (x - middleX) / squarePx, v = (y - middleY) / squarePx;
      const weight = magnitude * Math.exp(-(u * u + v * v) / spread);
      const direction = ((Math.atan2(dy, dx) + 2 * Math.PI) * orientations) / (2 * Math.PI);
      share(into, u + squares / 2 - 0.5, v + squares / 2 - 0.5, direction, weight);
    }
  }
}

/** Shares a weight among the two nearest columns, rows and directions, by nearness. */
function share(into: Float64Array, column: number, row: number, direction: number, weight: number): void {
  const left = Math.floor(column), top = Math.floor(row), before = Math.floor(direction);
  for (let dy = 0; dy < 2; dy++) {
    const y = top + dy;
    if (y < 0 || y >= squares) continue;
    const rowShare = dy ? row - top : 1 - (row - top);
    for (let dx = 0; dx < 2; dx++) {
      const x = left + dx;
      if (x < 0 || x >= squares) continue;
      const part = weight * rowShare * (dx ? column - left : 1 - (column - left));
      const start = (y * squares + x) * orientations;
      into[start + (before % orientations)] += part * (1 - (direction - before));
      into[start + ((before + 1) % orientations)] += part * (direction - before);
    }
  }
}

function normalize(descriptor: Float64Array): void {
  let sum = 0;
  for (const value of descriptor) sum += value * value;
  // A plain surface has no direction.
  if (sum === 0) return;
  const factor = 1 / Math.sqrt(sum);
  for (let i = 0; i < descriptor.length; i++) descriptor[i] *= factor;
}
