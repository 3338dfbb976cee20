import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { resamplePicture } from '#shared/geometry/resamplePicture.ts';
import { pasteInto } from './pasteInto.ts';
import type { SlideLevel } from './slideSource.ts';

/** Level-0 pixels decoded for one tile of a level that the file does not hold. */
const mostDecodedPx = 16 * 1024 * 1024;
/** Sides of a level below which another has no use. */
const smallestUseful = 512;

/**
 * Levels that a file without a pyramid does not hold and that are made of level 0 when asked for: each half of the one above, as long as one tile
 * of it needs no more than 16 megapixels decoded. `decodedWidthPx` is how wide a row has to be decoded to get a part of it: 0 where tiles do.
 */
export function reducedLevels(base: SlideLevel, decodedWidthPx: number): SlideLevel[] {
  const levels: SlideLevel[] = [];
  for (let downsample = 2; Math.max(base.widthPx, base.heightPx) / downsample >= smallestUseful / 2; downsample *= 2) {
    const acrossPx = Math.max(decodedWidthPx, Math.min(base.widthPx, base.tileWidthPx * downsample));
    if (acrossPx * Math.min(base.heightPx, base.tileHeightPx * downsample) > mostDecodedPx) return levels;
    const widthPx = Math.floor(base.widthPx / downsample);
    const heightPx = Math.floor(base.heightPx / downsample);
    if (widthPx < 1 || heightPx < 1) return levels;
    levels.push({ ...base, widthPx, heightPx, downsample });
  }
  return levels;
}

/** Fills `canvas` with a region of such a level, by averaging level 0, so many rows at a time that at most 16 megapixels of it are in memory. */
export async function reduceRegion(
  readBase: (xPx: number, yPx: number, widthPx: number, heightPx: number) => Promise<RgbPicture>,
  downsample: number, xPx: number, yPx: number, canvas: RgbPicture,
): Promise<RgbPicture> {
  const { widthPx, heightPx } = canvas;
  const columns = Math.max(1, Math.min(widthPx, Math.floor(mostDecodedPx / downsample ** 2)));
  const rows = Math.max(1, Math.floor(mostDecodedPx / (columns * downsample ** 2)));
  for (let top = 0; top < heightPx; top += rows) for (let left = 0; left < widthPx; left += columns) {
    const size = { widthPx: Math.min(columns, widthPx - left), heightPx: Math.min(rows, heightPx - top) };
    const part = await readBase((xPx + left) * downsample, (yPx + top) * downsample, size.widthPx * downsample, size.heightPx * downsample);
    pasteInto(canvas, resamplePicture(part, size), left, top);
  }
  return canvas;
}
