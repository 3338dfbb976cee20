import { absolute, add, addScalar, clip, divide, greater, logarithm, multiply, negate, power, scale, square, subtract, sumOfAll, where } from '../graph/operators/arithmetic.ts';
import { sigmoid } from '../graph/operators/activation.ts';
import type { Value } from '../graph/value.ts';

/**
 * The penalty-reduced focal loss of centre heatmaps (Law and Deng 2018, Zhou et al. 2019): at a centre (target 1)
 * -(1 - p)^2 log p, elsewhere -(1 - target)^4 p^2 log(1 - p), summed and divided by the number of centres.
 *
 * @param logits the heatmap before the sigmoid, any shape
 * @param target of the same shape, 1 at centres and falling to 0 around them
 * @param counted of the same shape or one that broadcasts: 0 where nothing is to be learnt
 */
export function centreFocalLoss(logits: Value, target: Value, counted?: Value): Value {
  const { graph } = logits;
  const probability = clip(sigmoid(logits), 1e-6, 1 - 1e-6);
  const rest = subtract(graph.scalar(1), probability);
  const isCentre = greater(target, graph.scalar(0.9999));
  const atCentre = multiply(square(rest), logarithm(probability));
  const nearness = power(subtract(graph.scalar(1), target), 4);
  const elsewhere = multiply(multiply(nearness, square(probability)), logarithm(rest));
  const chosen = where(isCentre, atCentre, elsewhere);
  const counts = graph.emit('Cast', [isCentre], { to: { kind: 'int', value: 1 } }, [{ shape: target.shape }])[0];
  const centres = sumOfAll(counted ? multiply(counts, counted) : counts);
  const total = sumOfAll(counted ? multiply(chosen, counted) : chosen);
  return negate(divide(total, clip(centres, 1, 3e38)));
}

/** The mean absolute difference where the mask is 1. The mask broadcasts over the prediction. */
export function maskedAbsoluteLoss(prediction: Value, target: Value, mask: Value): Value {
  return maskedMean(absolute(subtract(prediction, target)), mask);
}

/** Huber's loss (Girshick 2015): quadratic up to `beta`, linear beyond; the mean where the mask is 1. */
export function maskedSmoothAbsoluteLoss(prediction: Value, target: Value, mask: Value, beta = 1): Value {
  const difference = absolute(subtract(prediction, target));
  const isLarge = greater(difference, prediction.graph.scalar(beta));
  return maskedMean(where(isLarge, addScalar(difference, -beta / 2), scale(square(difference), 0.5 / beta)), mask);
}

function maskedMean(losses: Value, mask: Value): Value {
  const { graph } = losses;
  // Zeros of the prediction's shape spread the mask over it, so that the count is of elements.
  const spread = add(mask, graph.constant(new Float32Array(1), new Array<number>(losses.shape.length).fill(1)));
  const full = graph.emit('Expand', [spread, graph.integers(losses.shape)], {}, [{ shape: losses.shape }])[0];
  return divide(sumOfAll(multiply(losses, full)), clip(sumOfAll(full), 1, 3e38));
}

/** The mean binary cross-entropy of logits against targets in 0..1, where the mask is 1. */
export function maskedBinaryCrossEntropy(logits: Value, target: Value, mask: Value): Value {
  const probability = clip(sigmoid(logits), 1e-7, 1 - 1e-7);
  const rest = subtract(logits.graph.scalar(1), probability);
  const likelihood = add(multiply(target, logarithm(probability)), multiply(subtract(logits.graph.scalar(1), target), logarithm(rest)));
  return maskedMean(negate(likelihood), mask);
}
