import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { resamplePicture } from '#shared/geometry/resamplePicture.ts';
import { readableRegion } from '#main/slides/readableRegion.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** Pixels of a level read at once, each way. */
const chunkPx = 2048;

/**
 * The whole slide in one picture of at most `longestSidePx`, from the coarsest level that has as much; `downsample` is
 * level-0 pixels per pixel of it. Parts that can't be read stay white. Memory is bounded whatever the slide.
 */
export async function lowPowerPicture(source: SlideSource, longestSidePx: number): Promise<{ picture: RgbPicture; downsample: number }> {
  let index = 0;
  source.levels.forEach(({ widthPx, heightPx }, i) => { if (Math.max(widthPx, heightPx) >= longestSidePx) index = i; });
  const level = source.levels[index];
  const shrink = Math.max(1, Math.ceil(Math.max(level.widthPx, level.heightPx) / longestSidePx));
  const canvas = blankPicture(Math.max(1, Math.floor(level.widthPx / shrink)), Math.max(1, Math.floor(level.heightPx / shrink)));
  const step = Math.max(1, Math.floor(chunkPx / shrink));
  for (let top = 0; top < canvas.heightPx; top += step) {
    for (let left = 0; left < canvas.widthPx; left += step) {
      const size = { widthPx: Math.min(step, canvas.widthPx - left), heightPx: Math.min(step, canvas.heightPx - top) };
      const part = await readableRegion(source, index, { xPx: left * shrink, yPx: top * shrink, widthPx: size.widthPx * shrink, heightPx: size.heightPx * shrink });
      if (part) copyInto(canvas, shrink === 1 ? part : resamplePicture(part, size), left, top);
    }
  }
  return { picture: canvas, downsample: level.downsample * shrink };
}

function copyInto(canvas: RgbPicture, part: RgbPicture, left: number, top: number): void {
  for (let y = 0; y < part.heightPx; y++) {
    canvas.rgb.set(part.rgb.subarray(3 * y * part.widthPx, 3 * (y + 1) * part.widthPx), 3 * ((top + y) * canvas.widthPx + left));
  }
}
