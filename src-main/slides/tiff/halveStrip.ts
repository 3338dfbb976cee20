import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/**
 * Halves a strip both ways, each pixel the rounded mean of the four it covers. An odd last column or row is averaged with itself, so the
 * result is `ceil(width / 2)` by `ceil(height / 2)` px: a pixel of a lower level always stands for exactly two by two of the one above.
 */
export function halveStrip(strip: RgbPicture): RgbPicture {
  const { widthPx: fromWidth, heightPx: fromHeight, rgb: from } = strip;
  const widthPx = Math.ceil(fromWidth / 2);
  const heightPx = Math.ceil(fromHeight / 2);
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const upper = 3 * fromWidth * 2 * y;
    const lower = 2 * y + 1 < fromHeight ? upper + 3 * fromWidth : upper;
    let to = 3 * widthPx * y;
    for (let x = 0; x < widthPx; x += 1, to += 3) {
      const left = 6 * x;
      const right = 2 * x + 1 < fromWidth ? left + 3 : left;
      for (let channel = 0; channel < 3; channel += 1) {
        const l = left + channel;
        const r = right + channel;
        rgb[to + channel] = (from[upper + l] + from[upper + r] + from[lower + l] + from[lower + r] + 2) >> 2;
      }
    }
  }
  return { widthPx, heightPx, rgb };
}
