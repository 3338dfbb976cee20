import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { openSlide } from '#main/slides/openSlide.ts';

/** A picture file, decoded whole. Throws what the slide reader throws, naming the file. */
export async function readWholePicture(file: string): Promise<RgbPicture> {
  const source = await openSlide(file);
  try {
    const { widthPx, heightPx } = source.levels[0];
    return await source.readRegion(0, 0, 0, widthPx, heightPx);
  } finally {
    await source.close();
  }
}
