import { jpegMarker, readJpegSegments } from './jpegMarkers.ts';

/** What the page's photometric tag says of the colours in its tiles. */
export type JpegColour = 'rgb' | 'ycbcr' | 'grey';

/**
 * Adobe's application segment (Adobe Technical Note 5116): version 100, no flags, transform 0 for RGB or 1 for YCbCr. Without it decoders take
 * three components for YCbCr.
 */
const adobeSegment = (transform: 0 | 1) => Uint8Array.of(0xff, jpegMarker.app14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform);

/** What goes before the body of each tile of a page: start of image, colour, and the tables that the tiles share. */
export function jpegPrefix(tables: Uint8Array | undefined, colour: JpegColour): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, jpegMarker.startOfImage)];
  if (colour !== 'grey') parts.push(adobeSegment(colour === 'rgb' ? 0 : 1));
  if (tables) {
    for (const { marker, start, end } of readJpegSegments(tables) ?? []) {
      if (marker !== jpegMarker.endOfImage && (marker < jpegMarker.app0 || marker > jpegMarker.app15)) parts.push(tables.subarray(start, end));
    }
  }
  return Buffer.concat(parts);
}

/**
 * A tile as a JPEG on its own: the page's prefix and the tile's stream, whose bytes are copied and never encoded again. Application segments of
 * the tile are left out: a JFIF header among them would make any decoder take RGB for YCbCr. Undefined where the body is no JPEG stream.
 */
export function assembleJpeg(prefix: Uint8Array, body: Uint8Array): Buffer | undefined {
  const segments = readJpegSegments(body);
  if (!segments) return undefined;
  const parts: Uint8Array[] = [prefix];
  let from = 2;
  for (const { marker, start, end } of segments) {
    if (marker < jpegMarker.app0 || marker > jpegMarker.app15) continue;
    parts.push(body.subarray(from, start));
    from = end;
  }
  parts.push(body.subarray(from));
  return Buffer.concat(parts);
}
