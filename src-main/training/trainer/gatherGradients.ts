import { add, greater, scale, where } from '../graph/operators/arithmetic.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';

/** Scalars fed with each part of a batch: 1 with the first part, else 0; 1 with the last, else 0. */
export const partNames = { isFirst: 'part:isFirst', isLast: 'part:isLast' } as const;

const prefix = 'gathered:';

/** Whether a carried tensor is a sum within one step: it means nothing between steps. */
export const isGathered = (name: string): boolean => name.startsWith(prefix);

export interface GatheredGradients {
  /** The mean gradients of the parts so far; with the last part, those of the whole batch. */
  readonly gradients: Value[];
  readonly settings: readonly Value[];
  /** Lets what the optimiser changes stay as it is until the last part. To be called when the optimiser has been added. */
  onlyInLastPart(): void;
}

/**
 * Adds up gradients over the equal parts of a batch, so that one step needs the memory of a part only and ends, but for rounding, as with
 * the whole batch at once. Where layers normalise by the statistics of a batch, those are of each part.
 */
export function gatherGradients(graph: Graph, parameters: readonly Value[], gradients: readonly Value[], parts: number): GatheredGradients {
  const isFirst = graph.input(partNames.isFirst, []), isLast = graph.input(partNames.isLast, []);
  const half = graph.scalar(0.5), begins = greater(isFirst, half), ends = greater(isLast, half);
  // What changes with every part: sums, and running statistics.
  const withEachPart = new Set([...graph.carried.values()].filter(({ next }) => next).map(({ value }) => value.name));
  const sums = gradients.map((gradient, i) => {
    const share = scale(gradient, 1 / parts), before = graph.state(`${prefix}${parameters[i].name}`, gradient.shape, new Float32Array(sizeOf(gradient.shape)));
    // Chosen, not multiplied by nothing: what an earlier step left may be no number.
    const sum = where(begins, share, add(before, share));
    graph.update(before, sum);
    withEachPart.add(before.name);
    return sum;
  });
  return {
    gradients: sums, settings: [isFirst, isLast],
    onlyInLastPart() {
      for (const { value, next } of graph.carried.values()) if (next && !withEachPart.has(value.name)) graph.update(value, where(ends, next, value));
    },
  };
}
