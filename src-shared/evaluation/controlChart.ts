import { logGamma } from '../differential/incompleteBeta.ts';

/** Cells of one case, and in how many of them something was so. */
export interface ChartCount { readonly cells: number; readonly hits: number }

export type ChartState = 'within' | 'below' | 'above';

/** One case on a chart: its count, the limits for so many cells (shares from 0 to 1), and where it lies. */
export interface ChartPoint extends ChartCount { readonly lower: number; readonly upper: number; readonly state: ChartState }

/** On each side, as outside three standard deviations of a normal curve (Shewhart). */
const tail = 0.00135;

/**
 * A control chart of shares (p-chart; NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.3.2), with exact limits instead of
 * p ± 3 √(p(1 − p)/n), which fail for a few cells and for shares near 1. Since the share itself is known from the reference cells alone, the
 * limits are those of a new count: beta-binomial, with parameters hits + ½ and misses + ½ of the reference (Jeffreys' prior; Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., section 2.4). They speak of chance alone: cases differ besides.
 *
 * @param reference what the share was known from
 */
export function chartPoint(reference: ChartCount, { cells, hits }: ChartCount): ChartPoint {
  const shares = countShares(reference, cells);
  let low = 0, below = 0;
  while (low < cells && below + shares[low] <= tail) below += shares[low++];
  let high = cells, above = 0;
  while (high > 0 && above + shares[high] <= tail) above += shares[high--];
  return { cells, hits, lower: cells === 0 ? 0 : low / cells, upper: cells === 0 ? 1 : high / cells, state: hits < low ? 'below' : hits > high ? 'above' : 'within' };
}

/** The probability of each count from 0 to `cells`, after what the reference showed. */
function countShares({ cells: known, hits }: ChartCount, cells: number): number[] {
  const a = hits + 0.5, b = known - hits + 0.5;
  const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);
  return Array.from({ length: cells + 1 }, (_, k) => {
    const logChoose = logGamma(cells + 1) - logGamma(k + 1) - logGamma(cells - k + 1);
    return Math.exp(logChoose + logBeta(k + a, cells - k + b) - logBeta(a, b));
  });
}

/** Counts of several cases as one. */
export function together(counts: readonly ChartCount[]): ChartCount {
  return counts.reduce((sum, { cells, hits }) => ({ cells: sum.cells + cells, hits: sum.hits + hits }), { cells: 0, hits: 0 });
}

/** Limits of a measured value: mean ± 3 standard deviations of the reference (individuals chart, NIST/SEMATECH e-Handbook 6.3.2.2, by its
 * own deviation, since slides of one case are alike and their moving range is too narrow). `least` is the smallest deviation that matters. */
export function valueLimits(reference: readonly number[], least: number): { readonly mean: number; readonly lower: number; readonly upper: number } {
  const mean = reference.reduce((sum, value) => sum + value, 0) / reference.length;
  const variance = reference.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, reference.length - 1);
  const reach = 3 * Math.max(least, Math.sqrt(variance));
  return { mean, lower: mean - reach, upper: mean + reach };
}
