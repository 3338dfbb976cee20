import { multiply } from '../graph/operators/arithmetic.ts';
import { averagePool } from '../graph/operators/pooling.ts';
import { windowOf } from '../graph/operators/window.ts';
import type { Value } from '../graph/value.ts';
import type { ImportedNode } from './importedNode.ts';

/** Ours counts padding as zeros; where a model leaves it out of the mean, border places are scaled by the share that is picture. */
export function importedAveragePool(node: ImportedNode): Value {
  const kernel = node.kernel(), window = windowOf(kernel, node.window(kernel));
  if (node.int('ceil_mode', 0) === 1) throw node.refused('rounds its size up');
  if (window.dilations.some((step) => step !== 1)) throw node.refused('leaves out pixels between those it takes');
  const x = node.input(0), pooled = averagePool(x, window);
  if (window.pads.every((count) => count === 0) || node.int('count_include_pad', 0) === 1) return pooled;
  const [, , height, width] = pooled.shape;
  const inside = (place: number, side: 0 | 1) => {
    const first = place * window.strides[side] - window.pads[side];
    return Math.min(first + kernel[side], x.shape[2 + side]) - Math.max(first, 0);
  };
  const factors = Float32Array.from({ length: height * width }, (_, at) => (kernel[0] * kernel[1]) / (inside(Math.floor(at / width), 0) * inside(at % width, 1)));
  return multiply(pooled, x.graph.constant(factors, [1, 1, height, width]));
}
