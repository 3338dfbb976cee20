import { isFrameMarker, jpegMarker, readJpegSegments } from './jpegMarkers.ts';

/** What a JPEG says of itself before its first scan. */
export interface JpegFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerSample: number;
  readonly components: number;
  /** Progressive: its scans may be many. */
  readonly progressive: boolean;
  /** Coded in a way that libjpeg-turbo reads: baseline, extended or progressive, Huffman or arithmetic. */
  readonly decodable: boolean;
}

/** The frame of a JPEG stream; undefined where the bytes are no JPEG or end before its first scan. */
export function readJpegFrame(bytes: Uint8Array): JpegFrame | undefined {
  const segments = readJpegSegments(bytes);
  const frame = segments?.find(({ marker }) => isFrameMarker(marker));
  if (!frame || frame.end - frame.start < 10) return undefined;
  const at = frame.start + 4;
  const kind = frame.marker & 0x0f;
  return {
    bitsPerSample: bytes[at],
    heightPx: bytes[at + 1] * 256 + bytes[at + 2],
    widthPx: bytes[at + 3] * 256 + bytes[at + 4],
    components: bytes[at + 5],
    progressive: kind === 2 || kind === 10,
    decodable: [0, 1, 2, 9, 10].includes(kind) && segments!.at(-1)!.marker === jpegMarker.startOfScan,
  };
}

/**
 * The most pixels that a stream of so many bytes can hold: 16 by 16 pixels with chroma halved are six blocks, and each takes at least one bit in
 * the first scan of a progressive picture (341 pixels a byte). A header that claims more lies, and no memory is taken for it.
 */
export function mostPixelsOfJpeg(byteLength: number): number {
  return 512 * byteLength;
}
