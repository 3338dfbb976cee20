import type { Thickness } from './glassScene.ts';
import { clouds, sampleTable } from './noiseTables.ts';
import type { StainCanvas } from './stainCanvas.ts';
import { dyes } from './stainCanvas.ts';

/** Pixels between the points where thickness is asked; it changes slowly. */
const step = 8;

/** The dried plasma between the cells, and the haze of cells out of focus where the smear is thick. */
export function paintFilm(canvas: StainCanvas, thickness: Thickness, strength: number): void {
  const { widthPx, heightPx, micrometresPerPixel: pixel } = canvas;
  const eosin = canvas.planes[dyes.eosin], haemoglobin = canvas.planes[dyes.haemoglobin], chromatin = canvas.planes[dyes.chromatin];
  for (let top = 0; top < heightPx; top += step) for (let left = 0; left < widthPx; left += step) {
    const xUm = canvas.originXUm + (left + step / 2) * pixel, yUm = canvas.originYUm + (top + step / 2) * pixel;
    const thick = thickness(xUm, yUm), cloud = sampleTable(clouds, xUm / 5, yUm / 5);
    const film = strength * Math.min(1, thick * 2) * (1 + 0.3 * cloud), haze = Math.max(0, thick - 0.62) * (1 + 0.25 * cloud);
    if (film < 0.002 && haze === 0) continue;
    for (let row = top; row < Math.min(top + step, heightPx); row++) for (let column = left; column < Math.min(left + step, widthPx); column++) {
      const at = row * widthPx + column;
      eosin[at] += film + 0.3 * haze;
      haemoglobin[at] += 1.1 * haze;
      chromatin[at] += 0.12 * haze;
    }
  }
}
