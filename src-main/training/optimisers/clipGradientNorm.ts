import { addScalar, clip, divide, multiply, square, squareRoot, sumOfAll } from '../graph/operators/arithmetic.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';

/** Scales all gradients together so that their common length is at most `limit`. Gives also that length before. */
export function clipGradientNorm(graph: Graph, gradients: readonly Value[], limit: number): { clipped: Value[]; norm: Value } {
  const sums = gradients.map((gradient) => sumOfAll(square(gradient)));
  const total = sums.length === 1 ? sums[0] : graph.emit('Sum', sums, {}, [{ shape: [] }])[0];
  const norm = squareRoot(total);
  const factor = clip(divide(graph.scalar(limit), addScalar(norm, 1e-6)), 0, 1);
  return { clipped: gradients.map((gradient) => multiply(gradient, factor)), norm };
}
