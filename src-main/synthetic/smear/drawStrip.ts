import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { develop } from '../develop.ts';
import type { GlassItem } from '../glassScene.ts';
import { paintScene } from '../glassScene.ts';
import { paintFilm } from '../paintFilm.ts';
import { RandomSource } from '../randomSource.ts';
import { newStainCanvas } from '../stainCanvas.ts';
import type { StainLook } from '../stainLook.ts';
import type { SmearLayout } from './smearLayout.ts';

/** A strip is drawn in blocks this wide, each with a halo for the lens's blur. */
const blockPx = 512, haloPx = 8;

/** Draws rows of a smear: the whole width, from row `yPx`. */
export function drawStrip(items: readonly GlassItem[], layout: SmearLayout, look: StainLook, seed: number, micrometresPerPixel: number,
  widthPx: number, yPx: number, heightPx: number): RgbPicture {
  const strip = blankPicture(widthPx, heightPx), pixel = micrometresPerPixel;
  const topUm = (yPx - haloPx) * pixel, lowUm = (yPx + heightPx + haloPx) * pixel;
  const near = items.filter((item) => item.yUm + item.radiusUm > topUm && item.yUm - item.radiusUm < lowUm);
  for (let left = 0; left < widthPx; left += blockPx) {
    const width = Math.min(blockPx, widthPx - left);
    const canvas = newStainCanvas(width + 2 * haloPx, heightPx + 2 * haloPx, pixel, (left - haloPx) * pixel, topUm);
    paintFilm(canvas, layout.thickness, look.film);
    paintScene(canvas, near);
    // Where cells lie heaped no focus holds them all.
    const thick = layout.thickness((left + width / 2) * pixel, (yPx + heightPx / 2) * pixel);
    const blurUm = look.blurUm * (1 + 5 * Math.max(0, thick - 0.66));
    const drawn = develop(canvas, { ...look, blurUm, film: 0 }, new RandomSource(seed, 3000000 + yPx * 4096 + left), true);
    for (let y = 0; y < heightPx; y++) {
      const from = 3 * ((y + haloPx) * drawn.widthPx + haloPx);
      strip.rgb.set(drawn.rgb.subarray(from, from + 3 * width), 3 * (y * widthPx + left));
    }
  }
  return strip;
}
