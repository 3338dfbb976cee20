import type { Value } from '../value.ts';
import { sizeOf } from '../value.ts';
import { add, addScalar, divide, multiply, negate, scale, squareRoot, subtract, reduceMean, reduceSum } from './arithmetic.ts';
import { fusedProduct } from './matrix.ts';
import { reshape } from './shaping.ts';

export interface BatchNormalizationResult {
  readonly y: Value;
  /** Mean and (biased) variance of each channel over the batch, [channels]. */
  readonly mean: Value;
  readonly variance: Value;
}

/**
 * Normalises each channel of [batch, channels, height, width] by its mean and variance over the batch (Ioffe and
 * Szegedy 2015), then scales by gamma and shifts by beta, [channels] each.
 * The backward pass is one formula over the whole step: with x^ the normalised input, m pixels and s = gamma / sigma,
 * dx = s (dy - mean(dy) - x^ mean(dy x^)), dgamma = sum(dy x^), dbeta = sum(dy).
 */
export function batchNormalization(x: Value, gamma: Value, beta: Value, epsilon = 1e-5): BatchNormalizationResult {
  const { graph } = x;
  const [batch, channels, height, width] = x.shape;
  const perChannel = (value: Value) => reshape(value, [1, channels, 1, 1]);
  const count = batch * height * width;
  const mean = reduceMean(x, [0, 2, 3]);
  const centred = subtract(x, mean);
  const variance = scale(sumOfProducts(centred, centred), 1 / count);
  const inverse = divide(graph.scalar(1), squareRoot(addScalar(variance, epsilon)));
  const factor = multiply(perChannel(gamma), inverse);
  const scaled = graph.emit('Mul', [centred, factor], {}, [{ shape: x.shape }])[0];
  const y = graph.emit('Add', [scaled, perChannel(beta)], {}, [{ shape: x.shape }])[0];
  graph.record('BatchNormalization', [x, gamma, beta], y, (dy, wanted) => {
    const sum = reduceSum(dy, [0, 2, 3]);
    const sumWithInput = multiply(sumOfProducts(dy, centred), inverse);
    const dx = () => {
      const slope = negate(multiply(multiply(sumWithInput, inverse), scale(factor, 1 / count)));
      const offset = negate(multiply(sum, scale(factor, 1 / count)));
      return add(add(multiply(dy, factor), multiply(centred, slope)), offset);
    };
    return [wanted[0] ? dx() : undefined, wanted[1] ? reshape(sumWithInput, gamma.shape) : undefined, wanted[2] ? reshape(sum, beta.shape) : undefined];
  });
  return { y, mean: reshape(mean, [channels]), variance: reshape(variance, [channels]) };
}

/** Per channel, the sum over batch and pixels of a b: [1, channels, 1, 1]. Products of rows need no tensor in between. */
function sumOfProducts(a: Value, b: Value): Value {
  const [batch, channels, height, width] = a.shape;
  const rows = (value: Value) => reshape(value, [batch, channels, 1, height * width]);
  return reduceSum(fusedProduct(rows(a), rows(b), false, true), [0]);
}

/** Normalises each channel of [batch, channels, ...] with given statistics, as in use after training; gamma and beta can still be trained. */
export function fixedNormalization(x: Value, gamma: Value, beta: Value, mean: Value, variance: Value, epsilon = 1e-5): Value {
  const perChannel = (value: Value) => reshape(value, x.shape.map((size, axis) => (axis === 1 ? size : 1)));
  const inverse = divide(x.graph.scalar(1), squareRoot(addScalar(variance, epsilon)));
  const factor = multiply(gamma, inverse);
  return add(multiply(x, perChannel(factor)), perChannel(subtract(beta, multiply(mean, factor))));
}

/** How far running statistics move towards each batch's, as in PyTorch. */
export const usualMomentum = 0.1;

/**
 * Normalises [batch, channels, ...] by the statistics of the batch, and moves the running ones, which are carried from step to step, towards them: what a
 * network is trained with from nothing.
 */
export function runningNormalization(x: Value, gamma: Value, beta: Value, runningMean: Value, runningVariance: Value, { epsilon = 1e-5, momentum = usualMomentum } = {}): Value {
  // What stands on one place only is a picture of one pixel.
  const [batch, channels, ...sides] = x.shape, pixels = sizeOf(sides);
  const { y, mean, variance } = batchNormalization(sides.length === 2 ? x : reshape(x, [batch, channels, 1, pixels]), gamma, beta, epsilon);
  // The running variance is the unbiased one, as PyTorch keeps it.
  const count = batch * pixels;
  x.graph.update(runningMean, movedTowards(runningMean, mean, momentum));
  x.graph.update(runningVariance, movedTowards(runningVariance, scale(variance, count / Math.max(1, count - 1)), momentum));
  return reshape(y, x.shape);
}

/** The running statistic after a step: the old one moved towards the batch's by `momentum`. */
export function movedTowards(running: Value, batchStatistic: Value, momentum: number): Value {
  return add(scale(running, 1 - momentum), scale(batchStatistic, momentum));
}

