/** Digits in threes, with a thin space: 12 000. */
export const wholeNumber = (value: number): string => (value < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009'));
