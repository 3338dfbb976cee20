import { incompleteBetaInverse } from './incompleteBeta.ts';

/** Both ends of an interval, as shares from 0 to 1. */
export interface ShareInterval { readonly lower: number; readonly upper: number }

/** The 97.5th percentile of the normal distribution: every interval of the report is a 95 % one. */
export const normalQuantile975 = 1.959963984540054;

function refuseBadCount(count: number, total: number): void {
  if (!(count >= 0 && count <= total && total > 0)) throw new RangeError(`No interval for ${count} of ${total}`);
}

/**
 * Wilson's 95 % score interval of `count` of `total` (E. B. Wilson, J Am Stat Assoc 1927;22:209-212):
 * the shares that a score test at 5 % does not reject. `count` may be fractional (a share taken on to more cells).
 * Throws a RangeError unless 0 <= count <= total and total > 0.
 */
export function wilsonInterval(count: number, total: number): ShareInterval {
  refuseBadCount(count, total);
  const share = count / total;
  const z2 = normalQuantile975 ** 2 / total;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = Math.sqrt(z2 * share * (1 - share) + (z2 * z2) / 4) / (1 + z2);
  return { lower: count === 0 ? 0 : Math.max(0, centre - half), upper: count === total ? 1 : Math.min(1, centre + half) };
}

/**
 * The exact 95 % interval of Clopper and Pearson (Biometrika 1934;26:404-413), which the Rümke table prints: beta quantiles.
 * Throws a RangeError unless both are whole, 0 <= count <= total and total > 0.
 */
export function clopperPearsonInterval(count: number, total: number): ShareInterval {
  refuseBadCount(count, total);
  if (!Number.isInteger(count) || !Number.isInteger(total)) throw new RangeError('The exact interval needs whole numbers');
  return {
    lower: count === 0 ? 0 : incompleteBetaInverse(0.025, count, total - count + 1),
    upper: count === total ? 1 : incompleteBetaInverse(0.975, count + 1, total - count),
  };
}
