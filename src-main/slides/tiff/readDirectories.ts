import type { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { SlideFile } from '../slideFile.ts';
import { unreadable } from '../slideErrors.ts';

/** A tag's place, its values not yet read. Offsets are from the start of the file. */
export interface TiffEntry { readonly type: number; readonly count: number; readonly offset: number }

export interface TiffDirectory { readonly offset: number; readonly entries: ReadonlyMap<number, TiffEntry>; readonly next: number }

/** How a TIFF writes its numbers. */
export interface TiffEncoding { readonly littleEndian: boolean; readonly big: boolean; readonly firstDirectory: number }

/** Bytes of one value of each TIFF type, by its number; 0 where the number means nothing. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** Whole slides have a dozen pages, stacks some hundreds; past this the chain is no honest one. */
const mostDirectories = 4096;
/** Tags of one page; makers' own bring it to a hundred at most. */
const mostEntries = 1024;

export function sizeOfType(type: number): number {
  return typeSizes[type] ?? 0;
}

/** Reads the head of a TIFF or BigTIFF; undefined where the bytes are neither. `start` holds the first 16 bytes, or all there are. */
export function readTiffHead(start: Uint8Array): TiffEncoding | undefined {
  if (start.length < 8) return undefined;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const littleEndian = order === 0x4949;
  const version = view.getUint16(2, littleEndian);
  if (version === 42) return { littleEndian, big: false, firstDirectory: view.getUint32(4, littleEndian) };
  if (version !== 43 || start.length < 16 || view.getUint16(4, littleEndian) !== 8) return undefined;
  return { littleEndian, big: true, firstDirectory: Number(view.getBigUint64(8, littleEndian)) };
}

/** Reads directories of one TIFF, each at most once: a chain that comes back to itself is an error and never a loop. */
export class TiffDirectoryReader {
  readonly #file: SlideFile;
  readonly encoding: TiffEncoding;
  readonly #seen = new Set<number>();

  constructor(file: SlideFile, encoding: TiffEncoding) {
    this.#file = file;
    this.encoding = encoding;
  }

  /** The chain of directories from `offset` on. Throws `slide-unreadable` on a cycle, a cut or nonsense counts. */
  async readChain(offset: number): Promise<TiffDirectory[]> {
    const chain: TiffDirectory[] = [];
    for (let at = offset; at !== 0;) {
      const directory = await this.readDirectory(at);
      chain.push(directory);
      at = directory.next;
    }
    return chain;
  }

  async readDirectory(offset: number): Promise<TiffDirectory> {
    const { path } = this.#file;
    if (this.#seen.has(offset)) throw unreadable(path, `its list of pages runs in a circle (at byte ${offset})`);
    if (this.#seen.size >= mostDirectories) throw unreadable(path, `it claims more than ${mostDirectories} pages`);
    this.#seen.add(offset);
    const { big, littleEndian } = this.encoding;
    const where = `the page description at byte ${offset}`;
    const [countSize, entrySize, slotSize] = big ? [8, 20, 8] : [2, 12, 4];
    const countBytes = await this.#file.read(offset, countSize, where);
    const count = big ? Number(countBytes[littleEndian ? 'readBigUInt64LE' : 'readBigUInt64BE']()) : countBytes[littleEndian ? 'readUInt16LE' : 'readUInt16BE']();
    if (count === 0 || count > mostEntries) throw unreadable(path, `${where} claims ${count} tags`);
    const bytes = await this.#file.read(offset + countSize, count * entrySize + slotSize, where);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const long = (at: number) => (big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian));
    const entries = new Map<number, TiffEntry>();
    for (let index = 0; index < count; index += 1) {
      const at = index * entrySize;
      const type = view.getUint16(at + 2, littleEndian);
      const valueCount = long(at + 4);
      const slot = at + entrySize - slotSize;
      const inSlot = sizeOfType(type) * valueCount <= slotSize;
      // The first of two tags of one number holds, as in other readers.
      const tag = view.getUint16(at, littleEndian);
      if (!entries.has(tag)) entries.set(tag, { type, count: valueCount, offset: inSlot ? offset + countSize + slot : long(slot) });
    }
    return { offset, entries, next: long(count * entrySize) };
  }

  /** The values of a numeric tag (fractions as their quotient). At most `most` of them; undefined where the tag is not there. */
  async readNumbers(directory: TiffDirectory, tag: number, most: number): Promise<Float64Array | undefined> {
    const entry = directory.entries.get(tag);
    if (!entry) return undefined;
    const bytes = await this.readBytes(directory, tag, most);
    const { littleEndian } = this.encoding;
    const view = new DataView(bytes!.buffer, bytes!.byteOffset, bytes!.byteLength);
    const size = sizeOfType(entry.type);
    const values = new Float64Array(entry.count);
    const readers: Record<number, (at: number) => number> = {
      1: (at) => view.getUint8(at), 3: (at) => view.getUint16(at, littleEndian), 4: (at) => view.getUint32(at, littleEndian),
      5: (at) => view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian), 6: (at) => view.getInt8(at), 7: (at) => view.getUint8(at),
      8: (at) => view.getInt16(at, littleEndian), 9: (at) => view.getInt32(at, littleEndian), 10: (at) => view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian),
      11: (at) => view.getFloat32(at, littleEndian), 12: (at) => view.getFloat64(at, littleEndian), 13: (at) => view.getUint32(at, littleEndian),
      16: (at) => Number(view.getBigUint64(at, littleEndian)), 17: (at) => Number(view.getBigInt64(at, littleEndian)), 18: (at) => Number(view.getBigUint64(at, littleEndian)),
    };
    const read = readers[entry.type];
    if (!read) throw this.#damagedTag(tag, 'is not a number');
    for (let index = 0; index < values.length; index += 1) values[index] = read(index * size);
    return values;
  }

  /** The bytes of a tag's values as they lie in the file. */
  async readBytes(directory: TiffDirectory, tag: number, most: number): Promise<Buffer | undefined> {
    const entry = directory.entries.get(tag);
    if (!entry) return undefined;
    const size = sizeOfType(entry.type);
    if (size === 0) throw this.#damagedTag(tag, `has the unknown type ${entry.type}`);
    if (entry.count > most) throw this.#damagedTag(tag, `claims ${entry.count} values`);
    return this.#file.read(entry.offset, entry.count * size, `tag ${tag}`);
  }

  /** The text of a tag, cut at its first NUL; UTF-8, and Latin-1 where it is not. */
  async readText(directory: TiffDirectory, tag: number, most: number): Promise<string | undefined> {
    const bytes = await this.readBytes(directory, tag, most);
    if (!bytes) return undefined;
    const end = bytes.indexOf(0);
    const text = end < 0 ? bytes : bytes.subarray(0, end);
    const utf8 = text.toString('utf8');
    return utf8.includes('\ufffd') ? text.toString('latin1') : utf8;
  }

  #damagedTag(tag: number, why: string): MyeloscopeError {
    return unreadable(this.#file.path, `tag ${tag} ${why}`);
  }
}
