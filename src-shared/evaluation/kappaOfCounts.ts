import { normalQuantile975, wilsonInterval } from '../differential/proportionInterval.ts';

/** Cohen's kappa with its 95 % interval, and the plain share of agreement, 0 to 1. */
export interface KappaWithInterval { readonly kappa: number; readonly lower: number; readonly upper: number; readonly agreement: number }

/**
 * Cohen's kappa (doi 10.1177/001316446002000104) of two readers: `rows[a][b]` cells that the first called a and the second b. Its
 * interval is by the large-sample variance of Fleiss, Cohen and Everitt (doi 10.1037/h0028106). That variance is 0 where the
 * readers agree on every cell, which is no certainty: the lower end is then kappa at the lower end of Wilson's interval for their
 * agreement. Undefined where there is no cell, or only one class on both sides.
 */
export function kappaOfCounts(rows: readonly (readonly number[])[]): KappaWithInterval | undefined {
  const cells = rows.flat().reduce((sum, count) => sum + count, 0);
  if (cells === 0) return undefined;
  const first = rows.map((row) => row.reduce((sum, count) => sum + count, 0) / cells);
  const second = rows.map((_, column) => rows.reduce((sum, row) => sum + row[column], 0) / cells);
  const agreed = rows.reduce((sum, row, i) => sum + row[i], 0);
  const agreement = agreed / cells;
  const expected = first.reduce((sum, share, i) => sum + share * second[i], 0);
  if (expected === 1) return undefined;
  const kappaAt = (share: number): number => (share - expected) / (1 - expected);
  const kappa = kappaAt(agreement);
  if (agreed === cells) return { kappa: 1, lower: kappaAt(wilsonInterval(agreed, cells).lower), upper: 1, agreement };
  let spread = -((kappa - expected * (1 - kappa)) ** 2);
  for (const [i, row] of rows.entries()) {
    for (const [j, count] of row.entries()) {
      spread += (count / cells) * (i === j ? (1 - (first[i] + second[i]) * (1 - kappa)) ** 2 : ((1 - kappa) * (second[i] + first[j])) ** 2);
    }
  }
  const error = Math.sqrt(Math.max(0, spread) / cells) / (1 - expected);
  return { kappa, lower: Math.max(-1, kappa - normalQuantile975 * error), upper: Math.min(1, kappa + normalQuantile975 * error), agreement };
}
