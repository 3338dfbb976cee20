import type { ShareInterval } from './proportionInterval.ts';
import { clopperPearsonInterval, wilsonInterval } from './proportionInterval.ts';

/** Which cells are myeloid: the ICSH definition has the monocytes in, a taught alternative leaves them out. */
export type RatioDefinition = 'withMonocytes' | 'withoutMonocytes';

const granulocytes = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS'];

/** Codes above and below the line (ICSH 2008, section 2.6). Lymphocytes, plasma cells and mast cells are in neither. */
export const ratioClasses = (definition: RatioDefinition): { readonly myeloid: readonly string[]; readonly erythroid: readonly string[] } => ({
  myeloid: definition === 'withMonocytes' ? [...granulocytes, 'MON'] : granulocytes,
  erythroid: ['PEB', 'EBB', 'EBP', 'EBO'],
});

/** Both ends of a ratio's interval; `upper` is Infinity where there is none. */
export interface RatioInterval { readonly lower: number; readonly upper: number }

/** A ratio and its 95 % intervals; `ratio` and the upper ends are Infinity where no erythroid cell was counted. */
export interface MyeloidErythroidRatio {
  readonly definition: RatioDefinition;
  readonly myeloid: number;
  readonly erythroid: number;
  readonly ratio: number;
  readonly wilson: RatioInterval;
  readonly clopperPearson: RatioInterval;
}

/** The share M / (M + E) as M : E; Infinity where it is all. */
export const oddsOf = (share: number): number => (share >= 1 ? Infinity : share / (1 - share));

/** An interval of M / (M + E) as one of M : E. */
export const oddsOfInterval = ({ lower, upper }: ShareInterval): RatioInterval => ({ lower: oddsOf(lower), upper: oddsOf(upper) });

/**
 * The M:E ratio of counts by class code. The intervals are the odds of Wilson's and of the exact interval on M / (M + E).
 * Undefined where neither kind was counted.
 */
export function myeloidErythroidRatio(counts: Readonly<Record<string, number>>, definition: RatioDefinition): MyeloidErythroidRatio | undefined {
  const classes = ratioClasses(definition);
  const sum = (codes: readonly string[]): number => codes.reduce((cells, code) => cells + (counts[code] ?? 0), 0);
  const myeloid = sum(classes.myeloid);
  const erythroid = sum(classes.erythroid);
  if (myeloid + erythroid === 0) return undefined;
  const both = myeloid + erythroid;
  return {
    definition, myeloid, erythroid, ratio: erythroid === 0 ? Infinity : myeloid / erythroid,
    wilson: oddsOfInterval(wilsonInterval(myeloid, both)), clopperPearson: oddsOfInterval(clopperPearsonInterval(myeloid, both)),
  };
}
