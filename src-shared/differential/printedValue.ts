/**
 * Whether a printed value lies on the same side of every limit as the exact one: below stays below, above stays above.
 * A limit stands for "at or above" in one rule and "above" in another; keeping both strict suits either.
 */
export function staysOnItsSide(exact: number, printed: number, limits: readonly number[]): boolean {
  return limits.every((limit) => Math.sign(exact - limit) === Math.sign(printed - limit));
}

/**
 * `exact` rounded to a whole part of 1 (`parts` 10: to one decimal), or, where that would carry it onto or across one of the
 * `limits`, to the nearest part on its own side. Limits must be tenths, 0.2 apart or more; then one is always found.
 */
export function roundedOnItsSide(exact: number, parts: 10 | 100 | 10_000, limits: readonly number[] = []): number {
  const nearest = Math.round(exact * parts);
  const candidates = [nearest, nearest - 1, nearest + 1].map((part) => part / parts);
  candidates.sort((a, b) => Math.abs(a - exact) - Math.abs(b - exact));
  return candidates.find((candidate) => staysOnItsSide(exact, candidate, limits)) ?? nearest / parts;
}

/** A percentage as it is printed: to one decimal, never onto or across a limit. */
export const printedToOneDecimal = (exact: number, limits: readonly number[] = []): number => roundedOnItsSide(exact, 10, limits);

/** A ratio as it is printed: to one decimal, below 0.1 to two, so that a small one is not printed as none; never onto or across a limit. */
export const printedRatio = (exact: number, limits: readonly number[] = []): number => roundedOnItsSide(exact, exact < 0.1 ? 100 : 10, limits);
