import { incompleteBeta } from '../differential/incompleteBeta.ts';

/**
 * How probable it is that at least so many of all tosses of a fair coin show one side: the exact one-sided sign test. Over cells that two
 * models call otherwise it is McNemar's test (Q. McNemar, Psychometrika 1947;12:153–157), exact.
 *
 * @param one how often the one thing happened
 * @param other how often the other
 * @returns 0 to 1; 1 where nothing happened
 */
export function signTest(one: number, other: number): number {
  // P(X >= one), X binomial of one + other tosses: a value of the incomplete beta function (DLMF 8.17.5).
  return one === 0 ? 1 : incompleteBeta(0.5, one, other + 1);
}
