import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { CellInputSize } from './cellInput.ts';
import { cutCellInput, usualCellInput } from './cellInput.ts';

/**
 * Reads one cell of a slide as the classifier sees it, from the coarsest level that is still as fine as the classifier's view.
 *
 * @param micrometresPerPixel of level 0
 * @param xPx centre, level-0 pixels
 * @param size of the classifier's view
 */
export async function cropCell(source: SlideSource, micrometresPerPixel: number, xPx: number, yPx: number, size: CellInputSize = usualCellInput): Promise<RgbPicture> {
  const wanted = size.widthUm / size.sidePx;
  let level = 0;
  source.levels.forEach((candidate, index) => {
    if (candidate.downsample * micrometresPerPixel <= wanted * 1.05) level = index;
  });
  const downsample = source.levels[level].downsample;
  const pixel = downsample * micrometresPerPixel;
  const half = Math.ceil(size.widthUm / 2 / pixel) + 2;
  const x = xPx / downsample, y = yPx / downsample;
  // Only what lies in the cell's own field is read, so that a border is mirrored rather than shown as white.
  const field = source.fields.find(({ box }) => xPx >= box.xPx && yPx >= box.yPx && xPx < box.xPx + box.widthPx && yPx < box.yPx + box.heightPx)?.box
    ?? { xPx: 0, yPx: 0, widthPx: source.levels[0].widthPx, heightPx: source.levels[0].heightPx };
  const left = Math.max(Math.floor(x) - half, Math.ceil(field.xPx / downsample));
  const top = Math.max(Math.floor(y) - half, Math.ceil(field.yPx / downsample));
  const right = Math.max(left + 1, Math.min(Math.ceil(x) + half, Math.floor((field.xPx + field.widthPx) / downsample)));
  const bottom = Math.max(top + 1, Math.min(Math.ceil(y) + half, Math.floor((field.yPx + field.heightPx) / downsample)));
  const surroundings = await source.readRegion(level, left, top, right - left, bottom - top);
  return cutCellInput(surroundings, x - left, y - top, pixel, size);
}
