import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import { encodeDirectory } from './encodeDirectory.ts';
import type { AppendBytes, LevelTiles } from './levelEncoder.ts';
import { appendTileRow } from './levelEncoder.ts';
import { halveStrip } from './halveStrip.ts';
import { describePage } from './describePage.ts';

export interface PyramidalTiffOrder {
  /** The file to make. */
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 16 to 4096, a multiple of 16; 256 unless told. */
  readonly tileSizePx?: number;
  /** At level 0; left out where nobody knows. */
  readonly micrometresPerPixel?: number;
  /** 1 to 100; 85 unless told. */
  readonly jpegQuality?: number;
  /** `aperio` describes the file as an Aperio slide does (MPP and AppMag in the description); `plain` by resolution tags alone, the default. */
  readonly description?: 'plain' | 'aperio';
  /** Appended to the description, to say what the picture is ("Synthetic smear, seed 7"). One line. */
  readonly title?: string;
  /** The pixels of rows `yPx` to `yPx + heightPx` of level 0, all columns. Asked once for each row of tiles, from the top down. */
  readonly readStrip: (yPx: number, heightPx: number) => RgbPicture | Promise<RgbPicture>;
}

/** A level while it grows: rows wait here until a whole row of tiles is there. */
interface GrowingLevel { readonly widthPx: number; readonly heightPx: number; readonly tiles: LevelTiles; waiting: RgbPicture[]; waitingRows: number }

function planLevels(widthPx: number, heightPx: number, tileSizePx: number): GrowingLevel[] {
  const levels: GrowingLevel[] = [];
  for (let width = widthPx, height = heightPx; ; width = Math.ceil(width / 2), height = Math.ceil(height / 2)) {
    levels.push({ widthPx: width, heightPx: height, tiles: { offsets: [], byteCounts: [], tables: new Uint8Array() }, waiting: [], waitingRows: 0 });
    if (width <= tileSizePx && height <= tileSizePx) return levels;
  }
}

function joinStrips(strips: readonly RgbPicture[]): RgbPicture {
  if (strips.length === 1) return strips[0];
  const heightPx = strips.reduce((rows, strip) => rows + strip.heightPx, 0);
  return { widthPx: strips[0].widthPx, heightPx, rgb: Buffer.concat(strips.map((strip) => strip.rgb)) };
}

async function pushStrip(levels: readonly GrowingLevel[], index: number, strip: RgbPicture, last: boolean, tileSizePx: number, quality: number, append: AppendBytes): Promise<void> {
  const level = levels[index];
  level.waiting.push(strip);
  level.waitingRows += strip.heightPx;
  // A strip is a whole row of tiles or, from the level above, half a row: never more than a row waits.
  if (level.waitingRows < tileSizePx && !last) return;
  const row = joinStrips(level.waiting);
  level.waiting = [];
  level.waitingRows = 0;
  await appendTileRow(row, tileSizePx, quality, level.tiles, append);
  if (index + 1 < levels.length) await pushStrip(levels, index + 1, halveStrip(row), last, tileSizePx, quality, append);
}

function checkOrder(order: PyramidalTiffOrder, tileSizePx: number, quality: number): void {
  const whole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  if (!whole(order.widthPx, 1, 1_000_000) || !whole(order.heightPx, 1, 1_000_000)) throw new MyeloscopeError('bad-input', `A slide of ${order.widthPx} by ${order.heightPx} pixels can't be written.`, 'Each side is 1 to 1,000,000 pixels.');
  if (!whole(tileSizePx, 16, 4096) || tileSizePx % 16 !== 0) throw new MyeloscopeError('bad-input', `A slide can't have tiles of ${tileSizePx} pixels.`, 'Take a multiple of 16 up to 4096.');
  if (!whole(quality, 1, 100)) throw new MyeloscopeError('bad-input', `JPEG has no quality ${quality}.`, 'Take a whole number from 1 to 100.');
}

/** A disk that fills up takes a part of the bytes first, without an error: only the next write says so. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

async function writeTo(beside: string, order: PyramidalTiffOrder, context: WorkContext): Promise<void> {
  const { widthPx, heightPx, tileSizePx = 256, jpegQuality = 85 } = order;
  // A JPEG of noise is never larger than its pixels by much; past this many, 32-bit offsets might not do.
  const big = widthPx * heightPx * 3 * 1.5 > 0xf000_0000;
  const file = await open(beside, 'r+');
  try {
    let end = big ? 16 : 8;
    const append: AppendBytes = async (bytes) => {
      const at = end;
      await writeAll(file, bytes, at);
      end += bytes.length + (bytes.length & 1);
      return at;
    };
    const levels = planLevels(widthPx, heightPx, tileSizePx);
    for (let yPx = 0; yPx < heightPx; yPx += tileSizePx) {
      throwIfCancelled(context.signal);
      const rows = Math.min(tileSizePx, heightPx - yPx);
      const strip = await order.readStrip(yPx, rows);
      if (strip.widthPx !== widthPx || strip.heightPx !== rows || strip.rgb.length !== 3 * widthPx * rows) throw new RangeError(`The strip at row ${yPx} is not ${widthPx} by ${rows} px`);
      await pushStrip(levels, 0, strip, yPx + rows === heightPx, tileSizePx, jpegQuality, append);
      context.report?.({ stage: 'Writing the slide', done: yPx + rows, total: heightPx });
    }
    const firstDirectory = Math.ceil(end / 8) * 8;
    let at = firstDirectory;
    for (const [index, level] of levels.entries()) {
      const directory = encodeDirectory(describePage(order, level, index, tileSizePx, jpegQuality), at, index + 1 < levels.length, big);
      await writeAll(file, directory, at);
      at += directory.length;
    }
    const head = Buffer.alloc(big ? 16 : 8);
    head.write('II', 0, 'latin1');
    head.writeUInt16LE(big ? 43 : 42, 2);
    if (big) { head.writeUInt16LE(8, 4); head.writeBigUInt64LE(BigInt(firstDirectory), 8); } else head.writeUInt32LE(firstDirectory, 4);
    await writeAll(file, head, 0);
  } finally {
    await file.close();
  }
}

/**
 * Writes a pyramid of JPEG tiles, levels halved down to one tile, as TIFF pages (BigTIFF where it may pass 4 GB), in one pass from the top
 * down: about three rows of tiles are in memory. The file appears whole or not at all.
 * Throws `bad-input`, `disk-full`, `not-permitted`, `not-found` or `cancelled`, and leaves nothing behind.
 */
export async function writePyramidalTiff(order: PyramidalTiffOrder, context: WorkContext = {}): Promise<void> {
  checkOrder(order, order.tileSizePx ?? 256, order.jpegQuality ?? 85);
  await writeWhole(order.path, (beside) => writeTo(beside, order, context));
}
