import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';

/** A decoded picture as a slide of one level, for tests and for measuring on pictures that are no slide. */
export function pictureSlide(picture: RgbPicture, fields?: readonly SlideField[], tilePx = 256): SlideSource {
  const { widthPx, heightPx } = picture;
  const readRegion = (_level: number, left: number, top: number, width: number, height: number) => {
    const read = blankPicture(width, height);
    const first = Math.max(0, -left);
    const last = Math.min(width, widthPx - left);
    for (let y = Math.max(0, -top); y < Math.min(height, heightPx - top) && last > first; y += 1) {
      const from = 3 * ((top + y) * widthPx + left + first);
      read.rgb.set(picture.rgb.subarray(from, from + 3 * (last - first)), 3 * (y * width + first));
    }
    return Promise.resolve(read);
  };
  return {
    path: 'picture',
    format: 'Decoded picture',
    levels: [{ widthPx, heightPx, downsample: 1, tileWidthPx: tilePx, tileHeightPx: tilePx }],
    fields: fields ?? [{ name: 'picture', box: { xPx: 0, yPx: 0, widthPx, heightPx } }],
    micrometresPerPixel: undefined,
    readTile: (level, column, row) => readRegion(level, column * tilePx, row * tilePx, Math.min(tilePx, widthPx - column * tilePx), Math.min(tilePx, heightPx - row * tilePx)),
    readRegion,
    compressedTile: () => Promise.resolve(undefined),
    filesOf: () => Promise.resolve([]),
    hash: () => Promise.resolve('0'.repeat(64)),
    close: () => Promise.resolve(),
  };
}
