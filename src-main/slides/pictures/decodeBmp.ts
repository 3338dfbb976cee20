import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** The head of a BMP: where its pixels begin and how they lie. Rows are padded to four bytes, the bottom one first unless `topDown`. */
export interface BmpHead {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly topDown: boolean;
  readonly bitsPerPixel: number;
  readonly rowBytes: number;
  readonly pixelOffset: number;
  /** Blue, green, red and a spare byte each; for 8 bits a pixel. */
  readonly palette: Buffer | undefined;
}

/** How many bytes from the start `readBmpHead` may need: both headers and a palette of 256. */
export const bmpHeadBytes = 14 + 124 + 12 + 1024;

/** The head of a BMP without compression, 8, 24 or 32 bits a pixel; a text that says what is the matter otherwise. */
export function readBmpHead(start: Buffer): BmpHead | string {
  if (start.length < 54 || start.toString('latin1', 0, 2) !== 'BM') return 'its BMP header is cut short';
  const headerBytes = start.readUInt32LE(14);
  if (headerBytes < 40) return 'it is a BMP of OS/2';
  const widthPx = start.readInt32LE(18);
  const signedHeight = start.readInt32LE(22);
  const bitsPerPixel = start.readUInt16LE(28);
  const compression = start.readUInt32LE(30);
  if (widthPx <= 0 || signedHeight === 0 || signedHeight === -(2 ** 31)) return `it has a size of ${widthPx} by ${signedHeight} pixels`;
  // 3 is "bit fields", which at 32 bits are nearly always the plain order.
  if (![8, 24, 32].includes(bitsPerPixel) || !(compression === 0 || (compression === 3 && bitsPerPixel === 32))) return `it is a BMP of ${bitsPerPixel} bits a pixel, packed by method ${compression}`;
  const masksAt = 54;
  if (compression === 3 && (start.length < masksAt + 12 || start.readUInt32LE(masksAt) !== 0xff0000 || start.readUInt32LE(masksAt + 4) !== 0xff00 || start.readUInt32LE(masksAt + 8) !== 0xff)) return 'it is a BMP with its colours in an unusual order';
  const paletteAt = 14 + headerBytes;
  const colours = start.readUInt32LE(46) || 256;
  if (bitsPerPixel === 8 && (colours > 256 || start.length < paletteAt + 4 * colours)) return 'its BMP colour table is cut short';
  return {
    widthPx, heightPx: Math.abs(signedHeight), topDown: signedHeight < 0, bitsPerPixel,
    rowBytes: Math.ceil((widthPx * bitsPerPixel) / 32) * 4, pixelOffset: start.readUInt32LE(10),
    palette: bitsPerPixel === 8 ? start.subarray(paletteAt, paletteAt + 4 * colours) : undefined,
  };
}

/** The pixels of a BMP; `bytes` begin at its pixel offset and hold all rows. Colours past the palette's end are black. */
export function decodeBmp(head: BmpHead, bytes: Uint8Array): RgbPicture {
  const { widthPx, heightPx, rowBytes, palette } = head;
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  const step = head.bitsPerPixel / 8;
  for (let y = 0, to = 0; y < heightPx; y += 1) {
    let from = rowBytes * (head.topDown ? y : heightPx - 1 - y);
    for (let x = 0; x < widthPx; x += 1, from += step, to += 3) {
      const colours = palette ?? bytes;
      const at = palette ? 4 * bytes[from] : from;
      rgb[to] = colours[at + 2] ?? 0;
      rgb[to + 1] = colours[at + 1] ?? 0;
      rgb[to + 2] = colours[at] ?? 0;
    }
  }
  return { widthPx, heightPx, rgb };
}
