import { solveSymmetric } from '../cholesky.ts';
import type { CachedViews } from './cachedViews.ts';
import type { KnownFeatures } from './knownFeatures.ts';

/** Tells the laboratory's cells from what was known before: the logistic function of features · weights + bias. */
export interface LaboratoryGate { readonly parts: readonly { readonly features: string; readonly weights: Float32Array }[]; readonly bias: number }

/** How much of each covariance is taken from its own diagonal. */
const shrinkage = 0.3;

/**
 * Linear discriminant between what each network knew and the laboratory's cells, with the mean of both covariances (Fisher 1936).
 * What was known is there as whitened group means W m and the whitening itself, W C Wᵀ = 1; so all is done on whitened features,
 * in which what was known spreads as 1 within its groups and as the means among them. Several networks' scores are averaged.
 *
 * @param cached features of the laboratory's cells, several views each
 * @param taken places of the cells that are learnt from
 */
export function fitLaboratoryGate(known: readonly KnownFeatures[], cached: CachedViews, taken: readonly number[]): LaboratoryGate {
  const fitted = known.map(({ features, featureCount: n, whitening, means }) => {
    const tensor = cached.tensors.find(({ name }) => name === features)!;
    const white = taken.flatMap((place) => Array.from({ length: cached.views }, (_, view) => {
      const at = (place * cached.views + view) * n;
      return whitened(whitening, tensor.values.subarray(at, at + n));
    }));
    const groups = Array.from({ length: means.shape[0] }, (_, group) => Float64Array.from(means.values.slice(group * n, (group + 1) * n)));
    const [newMean, newSpread] = momentsOf(white, n), [oldMean, oldSpread] = momentsOf(groups, n);
    const covariance = new Float64Array(n * n);
    for (let j = 0; j < n; j++) {
      for (let k = 0; k <= j; k++) covariance[j * n + k] = ((j === k ? 1 : 1 - shrinkage) * (newSpread[j * n + k] + oldSpread[j * n + k] + (j === k ? 1 : 0))) / 2;
      covariance[j * n + j] += 1e-4;
    }
    const direction = solveSymmetric(covariance, n, Float64Array.from(newMean, (value, j) => value - oldMean[j]));
    const bias = -direction.reduce((sum, value, j) => sum + (value * (newMean[j] + oldMean[j])) / 2, 0);
    // On plain features: w · (W f) = (Wᵀ w) · f.
    const weights = new Float32Array(n);
    for (let j = 0; j < n; j++) for (let k = 0; k <= j; k++) weights[k] += (direction[j] * whitening[j * n + k]) / known.length;
    return { features, weights, bias: bias / known.length };
  });
  return { parts: fitted.map(({ features, weights }) => ({ features, weights })), bias: fitted.reduce((sum, { bias }) => sum + bias, 0) };
}

/** 0 to 1 for one view of a cell. */
export function gateOf({ parts, bias }: LaboratoryGate, featuresOf: (name: string) => Float32Array): number {
  const score = parts.reduce((sum, { features, weights }) => { const f = featuresOf(features); return sum + weights.reduce((total, w, j) => total + w * f[j], 0); }, bias);
  return 1 / (1 + Math.exp(-score));
}

/** Lower-triangular W times features. */
export function whitened(whitening: Float32Array, features: Float32Array): Float64Array {
  const n = features.length, out = new Float64Array(n);
  for (let j = 0; j < n; j++) for (let k = 0; k <= j; k++) out[j] += whitening[j * n + k] * features[k];
  return out;
}

/** Mean and (biased) covariance, of which the lower half is filled. */
function momentsOf(rows: readonly Float64Array[], n: number): [mean: Float64Array, covariance: Float64Array] {
  const mean = new Float64Array(n), covariance = new Float64Array(n * n), centred = new Float64Array(n);
  for (const row of rows) for (let j = 0; j < n; j++) mean[j] += row[j] / rows.length;
  for (const row of rows) {
    for (let j = 0; j < n; j++) centred[j] = row[j] - mean[j];
    for (let j = 0; j < n; j++) for (let k = 0; k <= j; k++) covariance[j * n + k] += (centred[j] * centred[k]) / rows.length;
  }
  return [mean, covariance];
}
