import path from 'node:path';
import { largestRegionPx } from '../checkRegion.ts';
import { pasteInto } from '../pasteInto.ts';
import type { SlideFile } from '../slideFile.ts';
import { readPages } from '../tiff/readPages.ts';
import { openTiffSlide } from '../tiff/tiffSlide.ts';
import type { PictureHead } from './fieldPicture.ts';

/** The header of a TIFF as a field picture. Throws as `openTiffSlide` does. */
export async function openTiffPicture(file: SlideFile): Promise<PictureHead> {
  const slide = await openTiffSlide(file, await readPages(file), path.basename(file.path));
  const [{ widthPx, heightPx }] = slide.levels;
  return {
    format: 'TIFF picture', widthPx, heightPx, micrometresPerPixel: slide.micrometresPerPixel, ...(slide.bitsPerSample > 8 && { bitsPerSample: slide.bitsPerSample }),
    async decode(again) {
      const whole = await openTiffSlide(again, await readPages(again), path.basename(again.path));
      const size = whole.levels[0];
      if (size.widthPx * size.heightPx <= largestRegionPx) return whole.readRegion(0, 0, 0, size.widthPx, size.heightPx);
      const picture = { widthPx: size.widthPx, heightPx: size.heightPx, rgb: new Uint8Array(3 * size.widthPx * size.heightPx) };
      const rows = Math.floor(largestRegionPx / 2 / size.widthPx);
      for (let yPx = 0; yPx < size.heightPx; yPx += rows) pasteInto(picture, await whole.readRegion(0, 0, yPx, size.widthPx, Math.min(rows, size.heightPx - yPx)), 0, yPx);
      return picture;
    },
  };
}
