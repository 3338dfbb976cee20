export interface ScaleBarLength {
  /** What is printed beside the bar: "50 µm", "2 mm". */
  readonly words: string;
  readonly lengthUm: number;
  /** CSS pixels. */
  readonly lengthOnScreen: number;
}

/** The longest bar of 1, 2 or 5 times a power of ten micrometres that is no longer than `longest` CSS pixels. Undefined for nonsense. */
export function scaleBar(micrometresPerScreenPixel: number, longest: number): ScaleBarLength | undefined {
  const most = micrometresPerScreenPixel * longest;
  if (!(most > 0) || !Number.isFinite(most)) return undefined;
  const power = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const lengthUm = [5, 2, 1].map((step) => step * power).find((length) => length <= most * (1 + 1e-9)) ?? power;
  // Powers of ten below one are not whole in binary: 0.30000000000000004 would be printed.
  const printed = (value: number): string => String(Number(value.toPrecision(3)));
  const words = lengthUm >= 1000 ? `${printed(lengthUm / 1000)} mm` : `${printed(lengthUm)} µm`;
  return { words, lengthUm, lengthOnScreen: lengthUm / micrometresPerScreenPixel };
}
