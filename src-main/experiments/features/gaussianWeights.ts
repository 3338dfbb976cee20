/** Weights of a Gaussian over whole steps from -n to n, adding to 1, cut off after four standard deviations as SciPy does. */
export function gaussianWeights(standardDeviation: number): Float64Array {
  const reach = Math.floor(4 * standardDeviation + 0.5);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / standardDeviation) ** 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A coordinate mirrored into 0 .. size - 1, the edge pixel twice (d c b a | a b c d | d c b a). */
export function mirroredAt(at: number, size: number): number {
  const period = 2 * size;
  const place = ((at % period) + period) % period;
  return place < size ? place : period - 1 - place;
}
