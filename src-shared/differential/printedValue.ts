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
export function roundedOnItsSide(exact: number, parts: 10 | 1000 | 10_000, limits: readonly number[] = []): number {
  const nearest = Math.round(exact * parts);
  const candidates = [nearest, nearest - 1, nearest + 1].map((part) => part / parts);
  candidates.sort((a, b) => Math.abs(a - exact) - Math.abs(b - exact));
  return candidates.find((candidate) => staysOnItsSide(exact, candidate, limits)) ?? nearest / parts;
}

/** A percentage as it is printed: to one decimal, never onto or across a limit. */
export const printedToOneDecimal = (exact: number, limits: readonly number[] = []): number => roundedOnItsSide(exact, 10, limits);

/**
 * Decimals of a ratio: one; below 0.1 three and below 0.01 four, the most that a document has, so that a small ratio keeps two digits
 * and is not printed as none.
 */
const decimalsOfRatio = (ratio: number): 1 | 3 | 4 => (ratio >= 0.1 || ratio === 0 ? 1 : ratio >= 0.01 ? 3 : 4);

/** A ratio as it is printed, rounded to its decimals: never onto or across a limit, and 0 only where it is. */
export function printedRatio(exact: number, limits: readonly number[] = []): number {
  return roundedOnItsSide(exact, ({ 1: 10, 3: 1000, 4: 10_000 } as const)[decimalsOfRatio(exact)], [0, ...limits]);
}

/** The same in figures. */
export function writtenRatio(exact: number, limits: readonly number[] = []): string {
  const printed = printedRatio(exact, limits);
  return printed.toFixed(decimalsOfRatio(printed));
}
