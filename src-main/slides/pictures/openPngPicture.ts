import sharp from 'sharp';
import { unreadable } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import type { PictureHead } from './fieldPicture.ts';
import { largestPicturePx } from './fieldPicture.ts';

/** Deflate packs at most 1,032 to 1: a header that claims more pixels than so many bytes can hold lies (one bit a pixel at least). */
const mostPixelsPerByte = 1032 * 8;

/** Threads of one decoding are few: pictures are decoded several at a time by whoever asks. */
async function decodePng(path: string, bytes: Buffer): ReturnType<PictureHead['decode']> {
  try {
    // No colour profile is applied, as none is for JPEG and TIFF: a picture reads the same in whatever it is packed.
    const { data, info } = await sharp(bytes, { failOn: 'warning', limitInputPixels: largestPicturePx, ignoreIcc: true })
      .flatten({ background: '#ffffff' }).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels === 3) return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) };
    const rgb = new Uint8Array(3 * info.width * info.height);
    for (let pixel = 0; pixel < info.width * info.height; pixel += 1) rgb.fill(data[pixel * info.channels], 3 * pixel, 3 * pixel + 3);
    return { widthPx: info.width, heightPx: info.height, rgb };
  } catch (error) {
    throw unreadable(path, `its PNG is damaged (${error instanceof Error ? error.message.trim().split('\n')[0] : String(error)})`, { cause: error });
  }
}

/** The header of a PNG picture: grey, palette or colour of any depth, brought to 8 bits, transparency laid on white. Throws `slide-unreadable`. */
export async function openPngPicture(file: SlideFile): Promise<PictureHead> {
  const start = await file.readStart(33);
  if (start.length < 33 || start.toString('latin1', 12, 16) !== 'IHDR') throw unreadable(file.path, 'its PNG header is damaged or cut short');
  const widthPx = start.readUInt32BE(16);
  const heightPx = start.readUInt32BE(20);
  if (widthPx * heightPx > mostPixelsPerByte * file.sizeBytes) throw unreadable(file.path, `it claims ${widthPx} by ${heightPx} pixels and is too short for them`);
  return { format: 'PNG picture', widthPx, heightPx, ...(start[24] === 16 && { bitsPerSample: 16 }), decode: async (again) => decodePng(file.path, await again.read(0, again.sizeBytes, 'the picture')) };
}
