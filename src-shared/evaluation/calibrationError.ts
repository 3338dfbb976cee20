/** Bins of the expected calibration error; each holds the same number of cells, give or take one. */
export const calibrationBins = 15;

/**
 * Expected calibration error (Naeini et al. 2015, doi 10.1609/aaai.v29i1.9602) over equal-count bins: the mean, weighted by
 * cells, of |share right - mean confidence| in each bin. 0 to 1.
 *
 * @param ascending confidences 0 to 1 of the forced calls, sorted upwards
 * @param right whether each was right, in the same order
 * @param weights how often each cell counts (a bootstrap's draw), in the same order; once where left out
 */
export function calibrationError(ascending: ArrayLike<number>, right: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < ascending.length; i++) total += weights ? weights[i] : 1;
  if (!total) return 0;
  const surplus = new Float64Array(calibrationBins);
  let before = 0;
  for (let i = 0; i < ascending.length; i++) {
    const weight = weights ? weights[i] : 1;
    if (!weight) continue;
    // The middle of a cell's weight says which bin it is in.
    const bin = Math.min(calibrationBins - 1, Math.floor(calibrationBins * (before + weight / 2) / total));
    surplus[bin] += weight * (right[i] - ascending[i]);
    before += weight;
  }
  return surplus.reduce((sum, difference) => sum + Math.abs(difference), 0) / total;
}
