import sharp from 'sharp';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** A picture as PNG: every value as it is. */
export async function encodePng({ widthPx, heightPx, rgb }: RgbPicture): Promise<Uint8Array> {
  return new Uint8Array(await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toBuffer());
}
