import { denominatorOf } from '../taxonomy/denominator.ts';
import type { Scheme } from '../taxonomy/schemes.ts';
import type { ShareInterval } from './proportionInterval.ts';
import { clopperPearsonInterval, normalQuantile975, wilsonInterval } from './proportionInterval.ts';

/** A percentage at which a diagnosis turns, on the sum of some classes. */
export interface DecisionThreshold { readonly classes: readonly string[]; readonly name: string; readonly percent: number }

/** WHO 2022 and ICSH: 5, 10 and 20 % blasts of all nucleated cells, 10 % plasma cells. */
export const decisionThresholds: readonly DecisionThreshold[] = [
  { classes: ['BLA'], name: 'Blasts', percent: 5 },
  { classes: ['BLA'], name: 'Blasts', percent: 10 },
  { classes: ['BLA'], name: 'Blasts', percent: 20 },
  { classes: ['PLM'], name: 'Plasma cells', percent: 10 },
];

/**
 * Those limits that a count by a scheme can be set against: all their classes stand in its denominator. Cells outside it have no
 * share in what was counted. The others are not watched in this specimen.
 */
export function watchedThresholds<Threshold extends DecisionThreshold>(thresholds: readonly Threshold[], scheme: Pick<Scheme, 'rows' | 'unknownInDenominator'>): Threshold[] {
  const denominator = new Set(denominatorOf(scheme));
  return thresholds.filter(({ classes }) => classes.every((code) => denominator.has(code)));
}

/** Past this many cells nobody counts on: the report says that counting will not settle it. */
export const mostCellsToSettle = 10_000;

/** How a count stands to a threshold. `cellsToSettle` is the whole number of counted cells, not the number still to count. */
export type ThresholdState =
  | { readonly state: 'clear'; readonly side: 'below' | 'above' }
  | { readonly state: 'near'; readonly side: 'below' | 'at' | 'above'; readonly cellsToSettle: number | undefined };

/** Which interval of chance is printed, and says what is near a threshold. */
export type ChanceInterval = 'wilson' | 'clopperPearson';

/**
 * Whether the 95 % interval of `count` of `total` (whole, total > 0) that is printed holds the threshold, and if so how many cells
 * would settle it: the fewest at which, at the present share p, the interval no longer holds the threshold T.
 * Wilson's interval holds T as long as |p - T| <= z sqrt(T (1 - T) / N), so N > z^2 T (1 - T) / (p - T)^2. The exact interval is
 * wider: from there on it is tried out, with counts rounded towards the threshold.
 * `cellsToSettle` is undefined where that is past 10,000, or where the share lies on the threshold.
 */
export function thresholdState(count: number, total: number, percent: number, interval: ChanceInterval = 'wilson'): ThresholdState {
  const threshold = percent / 100;
  const { lower, upper } = interval === 'wilson' ? wilsonInterval(count, total) : clopperPearsonInterval(count, total);
  const difference = count * 100 - percent * total;
  if (threshold < lower) return { state: 'clear', side: 'above' };
  if (threshold > upper) return { state: 'clear', side: 'below' };
  if (difference === 0) return { state: 'near', side: 'at', cellsToSettle: undefined };
  const side = difference > 0 ? 'above' : 'below';
  const needed = (normalQuantile975 ** 2 * threshold * (1 - threshold)) / (count / total - threshold) ** 2;
  const byWilson = Math.floor(needed) + 1;
  const cells = interval === 'wilson' || byWilson > mostCellsToSettle ? byWilson : settledExactly(count / total, threshold, Math.max(byWilson, total + 1));
  return { state: 'near', side, cellsToSettle: cells <= mostCellsToSettle ? cells : undefined };
}

/** The fewest cells, `from` or more, at which the exact interval at a share no longer holds the threshold; past the most anybody counts where there are none. */
function settledExactly(share: number, threshold: number, from: number): number {
  const clear = ({ lower, upper }: ShareInterval): boolean => threshold < lower || threshold > upper;
  for (let cells = from; cells <= mostCellsToSettle; cells++) {
    const exact = share * cells, count = share > threshold ? Math.floor(exact + 1e-9) : Math.ceil(exact - 1e-9);
    if (clear(clopperPearsonInterval(count, cells))) return cells;
  }
  return mostCellsToSettle + 1;
}
