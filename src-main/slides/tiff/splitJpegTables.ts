import { jpegMarker, readJpegSegments } from '../jpeg/jpegMarkers.ts';

/**
 * Splits a JPEG into the tables that all tiles of a TIFF page share (tag 347: start of image, quantisation and Huffman tables, end of
 * image) and the tile's own stream without them. Application segments are left out: the page's photometric tag says what they would.
 */
export function splitJpegTables(jpeg: Uint8Array): { tables: Uint8Array; body: Uint8Array } {
  const segments = readJpegSegments(jpeg);
  if (!segments) throw new RangeError('These bytes are no JPEG stream');
  const tables: Uint8Array[] = [jpeg.subarray(0, 2)];
  const body: Uint8Array[] = [jpeg.subarray(0, 2)];
  for (const { marker, start, end } of segments) {
    if (marker === jpegMarker.startOfScan) body.push(jpeg.subarray(start));
    else if (marker === jpegMarker.quantisation || marker === jpegMarker.huffman) tables.push(jpeg.subarray(start, end));
    else if (marker < jpegMarker.app0 || marker > jpegMarker.app15) body.push(jpeg.subarray(start, end));
  }
  tables.push(Uint8Array.of(0xff, jpegMarker.endOfImage));
  return { tables: Buffer.concat(tables), body: Buffer.concat(body) };
}
