import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** One channel of a picture as numbers, rows top to bottom. */
export interface Plane { readonly widthPx: number; readonly heightPx: number; readonly values: Float64Array }

/** The red, green and blue planes of a picture, 0 to `white`. */
export function colourPlanes({ widthPx, heightPx, rgb }: RgbPicture, white: number): Plane[] {
  return [0, 1, 2].map((channel) => {
    const values = new Float64Array(widthPx * heightPx);
    for (let i = 0, from = channel; i < values.length; i++, from += 3) values[i] = (rgb[from] * white) / 255;
    return { widthPx, heightPx, values };
  });
}

/** Luminance 0 to 1, by the weights of ITU-R BT.709 as scikit-image's `rgb2gray` rounds them. */
export function greyPlane({ widthPx, heightPx, rgb }: RgbPicture): Plane {
  const values = new Float64Array(widthPx * heightPx);
  for (let i = 0, from = 0; i < values.length; i++, from += 3) {
    values[i] = (rgb[from] / 255) * 0.2125 + (rgb[from + 1] / 255) * 0.7154 + (rgb[from + 2] / 255) * 0.0721;
  }
  return { widthPx, heightPx, values };
}
