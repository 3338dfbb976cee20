import { absolute, add, addScalar, clip, greater, logarithm, multiply, negate, scale, square, subtract, sumOfAll, where } from '../graph/operators/arithmetic.ts';
import { sigmoid } from '../graph/operators/activation.ts';
import type { Value } from '../graph/value.ts';

/** Differences of a box value up to this are punished by their square: labels are no better than this (in places and logarithms). */
const boxTolerance = 0.1;
const boxShare = 1;

/**
 * What a step makes smaller. Heat: focal loss (Zhou 2019, arXiv 1904.07850, eq. 1) with the weights of `detectorTargets`;
 * boxes: Huber's loss. The weights already divide by the number of cells, kind by kind, which the engine's own focal loss
 * does over all kinds together: red cells would drown the cells that are counted.
 */
export function detectorLoss(heat: Value, boxes: Value, targets: Readonly<Record<'positive' | 'negative' | 'boxes' | 'boxWeights', Value>>): Value {
  const probability = clip(sigmoid(heat), 1e-5, 1 - 1e-5);
  const rest = subtract(heat.graph.scalar(1), probability);
  const missed = multiply(targets.positive, multiply(square(rest), logarithm(probability)));
  const imagined = multiply(targets.negative, multiply(square(probability), logarithm(rest)));
  const heatLoss = negate(sumOfAll(add(missed, imagined)));
  const difference = absolute(subtract(boxes, targets.boxes));
  const huber = where(greater(difference, heat.graph.scalar(boxTolerance)), addScalar(difference, -boxTolerance / 2), scale(square(difference), 0.5 / boxTolerance));
  return add(heatLoss, scale(sumOfAll(multiply(targets.boxWeights, huber)), boxShare));
}
