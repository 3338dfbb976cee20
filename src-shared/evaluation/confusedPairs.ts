import { wilsonInterval } from '../differential/proportionInterval.ts';
import type { ShareInterval } from '../differential/proportionInterval.ts';
import type { ClassCode } from '../taxonomy/cellClasses.ts';
import { cellClasses } from '../taxonomy/cellClasses.ts';

/** Two neighbours of a maturation series, and how often a classifier takes one for the other. */
export interface ConfusedPair {
  /** In the order of the series. */
  readonly classes: readonly [ClassCode, ClassCode];
  /** Cells of both that were called one of both, and how many of them the other. */
  readonly cells: number;
  readonly confused: number;
  /** 95 %, Wilson, of the confused share. */
  readonly interval: ShareInterval;
}

/** Counts of calls (columns) for each true class (rows). */
export interface CountedCalls { readonly trueCodes: readonly ClassCode[]; readonly calledCodes: readonly ClassCode[]; readonly rows: readonly (readonly number[])[] }

/** The neighbours that a classifier takes for each other, those that it surely confuses most first; none that it always told apart. */
export function confusedPairs({ trueCodes, calledCodes, rows }: CountedCalls): ConfusedPair[] {
  const count = (truth: ClassCode, call: ClassCode): number => rows[trueCodes.indexOf(truth)]?.[calledCodes.indexOf(call)] ?? 0;
  const neighbours = cellClasses.flatMap((first) => cellClasses.filter((second) => first.series !== undefined && second.series === first.series && second.stage === first.stage! + 1).map((second) => [first.code, second.code] as const));
  return neighbours.flatMap(([a, b]): ConfusedPair[] => {
    const confused = count(a, b) + count(b, a), cells = confused + count(a, a) + count(b, b);
    return confused === 0 ? [] : [{ classes: [a, b], cells, confused, interval: wilsonInterval(confused, cells) }];
  }).sort((one, other) => other.interval.lower - one.interval.lower || other.confused / other.cells - one.confused / one.cells);
}
