/** Second bytes of the markers of ITU-T T.81, table B.1, that a reader of whole segments needs. */
export const jpegMarker = {
  startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda, quantisation: 0xdb, huffman: 0xc4, arithmetic: 0xcc,
  jpegExtension: 0xc8, restartInterval: 0xdd, app0: 0xe0, app1: 0xe1, app14: 0xee, app15: 0xef, comment: 0xfe,
} as const;

/** A marker segment: `start` is where its 0xFF stands, `end` the first byte after it. A segment without a body ends after its marker. */
export interface JpegSegment { readonly marker: number; readonly start: number; readonly end: number }

/** Whether a marker opens a frame (SOF0 to SOF15, without DHT, JPG and DAC, which lie among them). */
export function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== jpegMarker.huffman && marker !== jpegMarker.jpegExtension && marker !== jpegMarker.arithmetic;
}

/**
 * The segments of a JPEG stream from its start up to and with the first start of scan, or the end of image of a stream of tables alone.
 * Undefined where the bytes are no JPEG, or end before that.
 */
export function readJpegSegments(bytes: Uint8Array): JpegSegment[] | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== jpegMarker.startOfImage) return undefined;
  const segments: JpegSegment[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    // Fill bytes before a marker are allowed (B.1.1.2).
    if (marker === 0xff) { at += 1; continue; }
    if (marker === jpegMarker.endOfImage) { segments.push({ marker, start: at, end: at + 2 }); return segments; }
    if (at + 3 >= bytes.length) return undefined;
    const end = at + 2 + bytes[at + 2] * 256 + bytes[at + 3];
    if (end < at + 4 || end > bytes.length) return undefined;
    segments.push({ marker, start: at, end });
    if (marker === jpegMarker.startOfScan) return segments;
    at = end;
  }
  return undefined;
}
