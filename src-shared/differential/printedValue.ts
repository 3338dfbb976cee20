/**
 * Whether a printed value lies on the same side of every limit as the exact one: below stays below, above stays above.
 * A limit stands for "at or above" in one rule and "above" in another; keeping both strict suits either.
 */
export function staysOnItsSide(exact: number, printed: number, limits: readonly number[]): boolean {
  return limits.every((limit) => Math.sign(exact - limit) === Math.sign(printed - limit));
}

/**
 * `exact` rounded to one decimal, or, where that would carry it onto or across one of the `limits`, the nearest tenth
 * on its own side. Limits must be tenths, 0.2 apart or more; then a tenth is always found.
 */
export function printedToOneDecimal(exact: number, limits: readonly number[] = []): number {
  const tenths = Math.round(exact * 10);
  const candidates = [tenths, tenths - 1, tenths + 1].map((tenth) => tenth / 10);
  candidates.sort((a, b) => Math.abs(a - exact) - Math.abs(b - exact));
  return candidates.find((candidate) => staysOnItsSide(exact, candidate, limits)) ?? tenths / 10;
}
