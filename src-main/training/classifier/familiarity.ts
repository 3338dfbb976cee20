import { cholesky } from '../cholesky.ts';

/**
 * How far a cell lies from what was learnt: the least Mahalanobis distance to the mean features of a class, with one covariance
 * for all classes (Lee et al. 2018, arXiv 1807.03888), drawn towards its diagonal so that it can be inverted from few cells.
 */
export interface FeatureStatistics {
  /** Lower-triangular inverse of the Cholesky factor, [n, n] row-major: features times it are white. */
  readonly whitening: Float32Array;
  /** Whitened class means, [classes, n] row-major. */
  readonly means: Float32Array;
  readonly classCount: number;
}

/** How much of the covariance is taken from its own diagonal. */
const shrinkage = 0.1;

/**
 * @param features [cells, n] row-major
 * @param groups group (class) of each cell, 0 .. classCount - 1; groups without a cell are left out
 */
export function featureStatistics(features: Float32Array, n: number, groups: readonly number[], classCount: number): FeatureStatistics {
  const sums = Array.from({ length: classCount }, () => new Float64Array(n)), counts = new Int32Array(classCount);
  groups.forEach((group, i) => {
    counts[group]++;
    for (let j = 0; j < n; j++) sums[group][j] += features[i * n + j];
  });
  const means = sums.map((sum, group) => sum.map((value) => value / Math.max(1, counts[group])));
  const covariance = new Float64Array(n * n), row = new Float64Array(n);
  groups.forEach((group, i) => {
    for (let j = 0; j < n; j++) row[j] = features[i * n + j] - means[group][j];
    for (let j = 0; j < n; j++) for (let k = 0; k <= j; k++) covariance[j * n + k] += row[j] * row[k];
  });
  const total = Math.max(1, groups.length - classCount);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k <= j; k++) covariance[j * n + k] *= (j === k ? 1 : 1 - shrinkage) / total;
    covariance[j * n + j] += 1e-6;
  }
  const whitening = invertLower(cholesky(covariance, n), n);
  const present = means.filter((_, group) => counts[group] > 0);
  const whitened = new Float32Array(present.length * n);
  present.forEach((mean, group) => {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += whitening[j * n + k] * mean[k];
      whitened[group * n + j] = sum;
    }
  });
  return { whitening: Float32Array.from(whitening), means: whitened, classCount: present.length };
}

function invertLower(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    for (let j = column; j < n; j++) {
      let sum = j === column ? 1 : 0;
      for (let k = column; k < j; k++) sum -= lower[j * n + k] * inverse[k * n + column];
      inverse[j * n + column] = sum / lower[j * n + j];
    }
  }
  return inverse;
}
