import type { Dye, StainCanvas } from './stainCanvas.ts';
import { touchedPixels } from './stainCanvas.ts';

/**
 * Adds a soft round dot of one dye, radius in µm. Smaller than a pixel it keeps its whole amount of dye, spread over the pixel.
 */
export function addDot(canvas: StainCanvas, xUm: number, yUm: number, radiusUm: number, dye: Dye, amount: number): void {
  const plane = canvas.planes[dye], pixel = canvas.micrometresPerPixel;
  const shown = Math.max(radiusUm, 0.55 * pixel);
  const scaled = amount * (radiusUm / shown) ** 2;
  const { left, right, top, bottom } = touchedPixels(canvas, xUm, yUm, shown + pixel);
  for (let row = top; row < bottom; row++) {
    const dy = canvas.originYUm + (row + 0.5) * pixel - yUm;
    for (let column = left; column < right; column++) {
      const dx = canvas.originXUm + (column + 0.5) * pixel - xUm;
      const cover = (shown - Math.sqrt(dx * dx + dy * dy)) / pixel + 0.5;
      if (cover > 0) plane[row * canvas.widthPx + column] += scaled * Math.min(1, cover);
    }
  }
}

/** Takes a share (0 to 1) of all dyes away in a round spot: a vacuole, or the pale middle of a nucleolus. Below 0 it thickens them. */
export function fadeDot(canvas: StainCanvas, xUm: number, yUm: number, radiusUm: number, share: number, edgeUm = 0): void {
  const pixel = canvas.micrometresPerPixel, edge = Math.max(pixel, edgeUm);
  const { left, right, top, bottom } = touchedPixels(canvas, xUm, yUm, radiusUm + edge);
  for (let row = top; row < bottom; row++) {
    const dy = canvas.originYUm + (row + 0.5) * pixel - yUm;
    for (let column = left; column < right; column++) {
      const dx = canvas.originXUm + (column + 0.5) * pixel - xUm;
      const cover = (radiusUm - Math.sqrt(dx * dx + dy * dy)) / edge + 0.5;
      if (cover <= 0) continue;
      const keep = 1 - share * Math.min(1, cover), at = row * canvas.widthPx + column;
      for (const plane of canvas.planes) plane[at] *= keep;
    }
  }
}
