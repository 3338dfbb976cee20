import jpegTurbo from '@julusian/jpeg-turbo';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/**
 * One picture as a baseline JPEG (YCbCr, chroma halved both ways, standard Huffman tables), encoded on Node's thread pool.
 * `quality` is 1 to 100 as in libjpeg. Pictures are at most 65,500 px a side.
 */
export async function encodeJpeg(picture: RgbPicture, quality: number): Promise<Uint8Array> {
  const { rgb, widthPx, heightPx } = picture;
  return await jpegTurbo.compress(Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength), {
    width: widthPx, height: heightPx, format: jpegTurbo.FORMAT_RGB, subsampling: jpegTurbo.SAMP_420, quality,
  });
}
