import jpegTurbo from '@julusian/jpeg-turbo';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { jpegMarker } from './jpegMarkers.ts';
import { mostPixelsOfJpeg, readJpegFrame } from './jpegFrame.ts';

/** A progressive stream names every coefficient in few scans; hostile ones have thousands, each a walk over the whole picture. */
const mostScans = 40;

/**
 * What libjpeg-turbo says of bytes left over before the end of an otherwise whole picture. Some scanners leave them; the pixels are good.
 * It reports the first trouble it met, so this text also says that nothing was wrong before it.
 */
const harmlessWarning = /extraneous bytes before marker 0xd9$/;

/** A JPEG that can't be decoded; the message completes "… because ". */
export class JpegError extends Error {
  override readonly name = 'JpegError';
}

function countScans(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marker = Buffer.of(0xff, jpegMarker.startOfScan);
  let scans = 0;
  for (let at = buffer.indexOf(marker); at >= 0 && scans <= mostScans; at = buffer.indexOf(marker, at + 2)) scans += 1;
  return scans;
}

/**
 * A whole JPEG stream as RGB, decoded on Node's thread pool (libjpeg-turbo: fast integer transform, smooth chroma). Grey becomes RGB.
 * The header is checked before memory is taken: at most `mostPixels`, and no more than so many bytes can hold.
 * Where `into` is long enough, the pixels are put at its start and the picture is a view of it.
 * Throws a JpegError on bytes that are damaged, even in part, and on what is no 8-bit grey or three-colour picture.
 */
export async function decodeJpeg(bytes: Uint8Array, mostPixels: number, into?: Uint8Array): Promise<RgbPicture> {
  const frame = readJpegFrame(bytes);
  if (!frame) throw new JpegError('its bytes are no whole JPEG');
  const { widthPx, heightPx, components } = frame;
  if (!frame.decodable || frame.bitsPerSample !== 8) throw new JpegError(`it is ${frame.bitsPerSample === 8 ? 'lossless or hierarchical' : `${frame.bitsPerSample}-bit`} JPEG`);
  if (components !== 1 && components !== 3) throw new JpegError(`it has ${components} colour components`);
  if (widthPx === 0 || heightPx === 0) throw new JpegError('it has no pixels');
  if (widthPx * heightPx > mostPixels) throw new JpegError(`it claims ${widthPx} by ${heightPx} pixels`);
  if (widthPx * heightPx > mostPixelsOfJpeg(bytes.length)) throw new JpegError(`it claims ${widthPx} by ${heightPx} pixels in ${bytes.length} bytes`);
  if (frame.progressive && countScans(bytes) > mostScans) throw new JpegError(`it has more than ${mostScans} scans`);
  const length = 3 * widthPx * heightPx;
  const rgb = into && into.length >= length ? Buffer.from(into.buffer, into.byteOffset, length) : Buffer.allocUnsafeSlow(length);
  try {
    await jpegTurbo.decompress(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), rgb, { format: jpegTurbo.FORMAT_RGB });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Of a stream that ends too early the library says no more than "No error".
    const reason = /^\s*(no error)?\s*$/iu.test(message) ? '' : ` (${message})`;
    if (!harmlessWarning.test(message)) throw new JpegError(`its JPEG is damaged${reason}`, { cause: error });
  }
  // A plain array: a Buffer's own `slice` would not copy.
  return { widthPx, heightPx, rgb: new Uint8Array(rgb.buffer, rgb.byteOffset, length) };
}
