/**
 * A whole number as it was typed: digits alone. NaN for all else: "1,000" and "1.000" are a thousand to one and one to another, and
 * neither is guessed at.
 */
export function typedWholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : NaN;
}

/** A number as it was typed, with a decimal point or a decimal comma; NaN where it is none. */
export function typedNumber(text: string): number {
  const written = text.trim().replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : NaN;
}

/** Most cells that a count can aim at. */
const mostCells = 100_000;

/** How many cells to count, as typed: a whole number from 1 to 100,000; undefined where it is none. */
export function typedTarget(text: string): number | undefined {
  const cells = typedWholeNumber(text);
  return cells >= 1 && cells <= mostCells ? cells : undefined;
}
