import { add, divide, logarithm, multiply, negate, reduceSum, scale, sumOfAll } from '../graph/operators/arithmetic.ts';
import { softmax } from '../graph/operators/activation.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';

/** The weighted mean of one loss a picture ([batch, 1]); weights [batch] or none. */
function weightedMean(losses: Value, weights: Value | undefined): Value {
  const { graph } = losses;
  if (!weights) return scale(sumOfAll(losses), 1 / sizeOf(losses.shape));
  const column = graph.emit('Reshape', [weights, graph.integers(losses.shape)], {}, [{ shape: losses.shape }])[0];
  return divide(sumOfAll(multiply(losses, column)), sumOfAll(column));
}

export interface ClassificationLossOptions {
  /** One weight a picture, [batch]; the loss is the weighted mean. */
  readonly weights?: Value;
  /** The share of the target spread evenly over all classes (Szegedy et al. 2016). */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy with sets of right classes: -log of the sum of the probabilities of all classes in the set, so a label
 * that names no stage teaches only what it says.
 *
 * @param logits [batch, classes]
 * @param rightClasses [batch, classes], 1 for each right class, else 0
 * @returns a scalar
 */
export function setCrossEntropy(logits: Value, rightClasses: Value, { weights, labelSmoothing = 0 }: ClassificationLossOptions = {}): Value {
  const probabilities = softmax(logits, 1);
  // The smallest normal number keeps the logarithm finite where a probability has run down to nothing.
  const tiny = logits.graph.scalar(1.2e-38);
  const right = add(reduceSum(multiply(probabilities, rightClasses), [1]), tiny);
  let losses = negate(logarithm(right));
  if (labelSmoothing > 0) {
    const evenly = scale(reduceSum(logarithm(add(probabilities, tiny)), [1]), -1 / logits.shape[1]);
    losses = add(scale(losses, 1 - labelSmoothing), scale(evenly, labelSmoothing));
  }
  return weightedMean(losses, weights);
}

/**
 * Cross-entropy with given probabilities (for distillation from a teacher, or mixed pictures): -sum(target log p).
 *
 * @param targets [batch, classes], each row summing to 1
 * @param temperature divides the logits first (Hinton et al. 2015); the loss is multiplied by its square
 */
export function softCrossEntropy(logits: Value, targets: Value, { weights, temperature = 1 }: { weights?: Value; temperature?: number } = {}): Value {
  const logProbabilities = logarithm(add(softmax(scale(logits, 1 / temperature), 1), logits.graph.scalar(1.2e-38)));
  const losses = negate(reduceSum(multiply(targets, logProbabilities), [1]));
  return scale(weightedMean(losses, weights), temperature ** 2);
}
