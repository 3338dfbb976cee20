import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { encodeJpeg } from '../jpeg/encodeJpeg.ts';
import { splitJpegTables } from './splitJpegTables.ts';

/** Where the tiles of a level came to lie, row by row, and the tables they share. */
export interface LevelTiles { readonly offsets: number[]; readonly byteCounts: number[]; tables: Uint8Array }

/** Puts bytes at the end of the file and says where they lie. */
export type AppendBytes = (bytes: Uint8Array) => Promise<number>;

/** Copies a tile out of a strip of rows; what lies beyond the edge repeats the last pixel, so that the edge does not ring in the JPEG. */
function cutTile(strip: RgbPicture, xPx: number, tileSizePx: number): RgbPicture {
  const rgb = new Uint8Array(3 * tileSizePx * tileSizePx);
  const width = Math.min(tileSizePx, strip.widthPx - xPx);
  for (let y = 0; y < tileSizePx; y += 1) {
    const row = Math.min(y, strip.heightPx - 1);
    const from = 3 * (row * strip.widthPx + xPx);
    const to = 3 * y * tileSizePx;
    rgb.set(strip.rgb.subarray(from, from + 3 * width), to);
    for (let x = width; x < tileSizePx; x += 1) rgb.copyWithin(to + 3 * x, to + 3 * (width - 1), to + 3 * width);
  }
  return { widthPx: tileSizePx, heightPx: tileSizePx, rgb };
}

/** Encodes one row of tiles on all threads of the pool, and appends them in their order. `strip` has at most `tileSizePx` rows. */
export async function appendTileRow(strip: RgbPicture, tileSizePx: number, quality: number, tiles: LevelTiles, append: AppendBytes): Promise<void> {
  const columns = Math.ceil(strip.widthPx / tileSizePx);
  // A few tiles at a time bound the memory of a very wide row.
  for (let first = 0; first < columns; first += 16) {
    const count = Math.min(16, columns - first);
    const encoded = await Promise.all(Array.from({ length: count }, (_, index) => encodeJpeg(cutTile(strip, (first + index) * tileSizePx, tileSizePx), quality)));
    for (const jpeg of encoded) {
      const { tables, body } = splitJpegTables(jpeg);
      tiles.tables = tables;
      tiles.offsets.push(await append(body));
      tiles.byteCounts.push(body.length);
    }
  }
}
