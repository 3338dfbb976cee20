/** A decoded picture: 8-bit sRGB, rows top to bottom, three bytes a pixel, no padding (`rgb.length = 3 * widthPx * heightPx`). */
export interface RgbPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

/** A picture of one colour, white unless told. */
export function blankPicture(widthPx: number, heightPx: number, value = 255): RgbPicture {
  return { widthPx, heightPx, rgb: new Uint8Array(3 * widthPx * heightPx).fill(value) };
}
