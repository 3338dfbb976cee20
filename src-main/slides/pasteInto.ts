import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/**
 * Copies a picture into another with its upper left corner at (xPx, yPx) of it, which may lie outside; what does not fit is left out.
 * Only the first `widthPx` by `heightPx` of the picture are copied, where given.
 */
export function pasteInto(canvas: RgbPicture, picture: RgbPicture, xPx: number, yPx: number, widthPx = picture.widthPx, heightPx = picture.heightPx): void {
  const left = Math.max(0, xPx);
  const top = Math.max(0, yPx);
  const right = Math.min(canvas.widthPx, xPx + Math.min(widthPx, picture.widthPx));
  const bottom = Math.min(canvas.heightPx, yPx + Math.min(heightPx, picture.heightPx));
  if (right <= left) return;
  for (let y = top; y < bottom; y += 1) {
    const from = 3 * ((y - yPx) * picture.widthPx + left - xPx);
    canvas.rgb.set(picture.rgb.subarray(from, from + 3 * (right - left)), 3 * (y * canvas.widthPx + left));
  }
}
