/**
 * A screen has no objective, so a magnification is defined by what one pixel of the screen covers: 10 µm divided by the
 * magnification, hence 1 µm a CSS pixel at 10×, 0.25 at 40× and 0.1 at 100×. That is what scanners mean by it: the usual "40×"
 * scan has about 0.25 µm a pixel.
 */
export const micrometresPerScreenPixelAtOne = 10;

/** Those with a button, as on a microscope's turret. */
export const magnifications = [10, 20, 40, 63, 100] as const;

/** CSS pixels a level-0 pixel at a magnification. */
export function scaleOfMagnification(magnification: number, micrometresPerPixel: number): number {
  return (micrometresPerPixel * magnification) / micrometresPerScreenPixelAtOne;
}

/** The magnification at which a slide is seen, when a level-0 pixel is `scale` CSS pixels wide. */
export function magnificationOfScale(scale: number, micrometresPerPixel: number): number {
  return (scale * micrometresPerScreenPixelAtOne) / micrometresPerPixel;
}

/** As it is printed: "40×", "6.3×", "0.6×". */
export function magnificationWords(magnification: number): string {
  const digits = magnification >= 9.95 ? 0 : 1;
  return `${magnification.toFixed(digits)}×`;
}
