import { incompleteBeta, logGamma } from '../differential/incompleteBeta.ts';

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
 * Bayesian Data Analysis, 3rd ed., section 2.4). Cases differ besides: `spread` widens the limits by that, as in Laney's p′-chart (D. B.
 * Laney, Improved control charts for attributes, Quality Engineering 14(4), 2002, 531–537), here as more variance of the same beta-binomial.
 *
 * @param reference what the share was known from
 * @param spread between cases, of the count and of the reference together: part of p(1 − p), 0 to 1 (see `betweenCases`)
 */
export function chartPoint(reference: ChartCount, { cells, hits }: ChartCount, spread = 0): ChartPoint {
  const shares = countShares(reference, cells, spread);
  let low = 0, below = 0;
  while (low < cells && below + shares[low] <= tail) below += shares[low++];
  let high = cells, above = 0;
  while (high > 0 && above + shares[high] <= tail) above += shares[high--];
  return { cells, hits, lower: cells === 0 ? 0 : low / cells, upper: cells === 0 ? 1 : high / cells, state: hits < low ? 'below' : hits > high ? 'above' : 'within' };
}

/** The probability of each count from 0 to `cells`, after what the reference showed. */
function countShares({ cells: known, hits }: ChartCount, cells: number, spread: number): number[] {
  // A beta of the weight w has the variance p(1 − p) / (w + 1): what is not known and what cases differ by add up.
  const weight = 1 / (spread + 1 / (known + 2)) - 1, a = ((hits + 0.5) / (known + 1)) * weight, b = weight - a;
  const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);
  return Array.from({ length: cells + 1 }, (_, k) => {
    const logChoose = logGamma(cells + 1) - logGamma(k + 1) - logGamma(cells - k + 1);
    return Math.exp(logChoose + logBeta(k + a, cells - k + b) - logBeta(a, b));
  });
}

/** Few cases can't show that they do not differ: 0.01 is a deviation of 3 points between cases at a share of 90 %. */
const leastBetween = 0.01, mostBetween = 0.3;

/**
 * How much cases differ beyond chance, as a part of p(1 − p): the correlation of cells within a case, by moments (one-way analysis of
 * variance of shares; Ridout, Demétrio and Firth, Biometrics 55, 1999, 137–148). Never less than 0.01, nor more than 0.3.
 */
export function betweenCases(reference: readonly ChartCount[]): number {
  const cases = reference.filter(({ cells }) => cells > 0), { cells: all, hits } = together(cases);
  const share = hits / Math.max(1, all), usual = (all - cases.reduce((sum, { cells }) => sum + cells * cells, 0) / Math.max(1, all)) / (cases.length - 1);
  if (cases.length < 2 || usual <= 1 || hits === 0 || hits === all) return leastBetween;
  const overdispersion = cases.reduce((sum, each) => sum + each.cells * (each.hits / each.cells - share) ** 2, 0) / (cases.length - 1) / (share * (1 - share));
  return Math.min(mostBetween, Math.max(leastBetween, (overdispersion - 1) / (usual - 1)));
}

/** Counts of several cases as one. */
export function together(counts: readonly ChartCount[]): ChartCount {
  return counts.reduce((sum, { cells, hits }) => ({ cells: sum.cells + cells, hits: sum.hits + hits }), { cells: 0, hits: 0 });
}

/** Limits of a new value: mean ± t √(1 + 1/n) standard deviations of the reference, with Student's t of n − 1 degrees of freedom in place of 3, since mean and deviation are known from n values alone (a prediction interval; Hahn and Meeker, Statistical Intervals, section 4.7; individuals chart, NIST/SEMATECH e-Handbook 6.3.2.2, by its
 * own deviation, since slides of one case are alike and their moving range is too narrow). `least` is the smallest deviation that matters. */
export function valueLimits(reference: readonly number[], least: number): { readonly mean: number; readonly lower: number; readonly upper: number } {
  const mean = reference.reduce((sum, value) => sum + value, 0) / reference.length;
  const variance = reference.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, reference.length - 1);
  const n = reference.length, reach = Math.max(3 * least, n < 2 ? 0 : studentsT(n - 1) * Math.sqrt((1 + 1 / n) * variance));
  return { mean, lower: mean - reach, upper: mean + reach };
}

/** Student's t that is surpassed as seldom as 3 on a normal curve, by halving. */
function studentsT(degrees: number): number {
  let low = 3, high = 1000;
  for (let i = 0; i < 60; i++) {
    const t = (low + high) / 2;
    if (incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2 > tail) low = t;
    else high = t;
  }
  return high;
}
