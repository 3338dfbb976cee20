import { JpegError, decodeJpeg } from '../jpeg/decodeJpeg.ts';
import { mostPixelsOfJpeg, readJpegFrame } from '../jpeg/jpegFrame.ts';
import { unreadable, unsupported } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import type { PictureHead } from './fieldPicture.ts';
import { largestPicturePx } from './fieldPicture.ts';

/** Headers stand in the first of these many bytes; thumbnails and profiles before them can be long. */
const headAttempts = [64 * 1024, 1024 * 1024, 16 * 1024 * 1024];

/**
 * The header of a JPEG picture. EXIF orientation is not heeded: positions are those of the stored pixels, and a count does not care which way is up.
 * Lossless and 12-bit JPEG are refused, and CMYK: libraries turn it into RGB each in its own way. Throws `slide-unreadable` or `slide-unsupported`.
 */
export async function openJpegPicture(file: SlideFile): Promise<PictureHead> {
  let frame;
  for (const length of headAttempts) {
    frame ??= readJpegFrame(await file.readStart(length));
    if (frame || length >= file.sizeBytes) break;
  }
  if (!frame) throw unreadable(file.path, 'its JPEG header is damaged or cut short');
  const { widthPx, heightPx, components } = frame;
  if (components === 4) throw unsupported(file.path, 'a JPEG in CMYK, whose colours depend on the printer they are for', 'Export it in RGB.');
  if (!frame.decodable || frame.bitsPerSample !== 8 || (components !== 1 && components !== 3)) throw unreadable(file.path, `it is a JPEG of a rare kind (${components} components of ${frame.bitsPerSample} bits${frame.decodable ? '' : ', lossless'})`);
  if (widthPx * heightPx > mostPixelsOfJpeg(file.sizeBytes)) throw unreadable(file.path, `it claims ${widthPx} by ${heightPx} pixels and is too short for them`);
  return {
    format: 'JPEG picture', widthPx, heightPx,
    async decode(again) {
      try {
        return await decodeJpeg(await again.read(0, again.sizeBytes, 'the picture'), largestPicturePx);
      } catch (error) {
        if (error instanceof JpegError) throw unreadable(file.path, error.message, { cause: error });
        throw error;
      }
    },
  };
}
