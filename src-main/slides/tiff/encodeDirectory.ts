/** One tag of a directory to be written. `long` are offsets and counts: 4 bytes in classic TIFF, 8 in BigTIFF. */
export type WrittenTag =
  | { readonly tag: number; readonly type: 'short' | 'long'; readonly values: readonly number[] }
  | { readonly tag: number; readonly type: 'ascii'; readonly text: string }
  | { readonly tag: number; readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly tag: number; readonly type: 'rational'; readonly values: readonly number[] };

/** How many thousandths a rational is written in: a pixel size or a resolution keeps at least four digits. */
const rationalDenominator = 1000;

function valueBytes(written: WrittenTag, big: boolean): { type: number; count: number; bytes: Uint8Array } {
  switch (written.type) {
    case 'ascii': {
      const bytes = Buffer.from(`${written.text}\0`, 'utf8');
      return { type: 2, count: bytes.length, bytes };
    }
    case 'bytes': return { type: 7, count: written.bytes.length, bytes: written.bytes };
    case 'short': {
      const bytes = Buffer.alloc(2 * written.values.length);
      written.values.forEach((value, index) => bytes.writeUInt16LE(value, 2 * index));
      return { type: 3, count: written.values.length, bytes };
    }
    case 'rational': {
      const bytes = Buffer.alloc(8 * written.values.length);
      written.values.forEach((value, index) => {
        bytes.writeUInt32LE(Math.round(value * rationalDenominator), 8 * index);
        bytes.writeUInt32LE(rationalDenominator, 8 * index + 4);
      });
      return { type: 5, count: written.values.length, bytes };
    }
    case 'long': {
      const bytes = Buffer.alloc((big ? 8 : 4) * written.values.length);
      written.values.forEach((value, index) => {
        if (big) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
        else bytes.writeUInt32LE(value, 4 * index);
      });
      return { type: big ? 16 : 4, count: written.values.length, bytes };
    }
  }
}

/**
 * One little-endian TIFF directory (TIFF 6.0 section 2; BigTIFF where `big`), to be written at the even offset `at`, followed by the values
 * that do not fit into it. `next` says whether another directory follows directly behind it; its length is a multiple of 8 bytes.
 */
export function encodeDirectory(tags: readonly WrittenTag[], at: number, next: boolean, big: boolean): Uint8Array {
  const sorted = [...tags].sort((a, b) => a.tag - b.tag).map((written) => ({ tag: written.tag, ...valueBytes(written, big) }));
  const [countSize, entrySize, slotSize] = big ? [8, 20, 8] : [2, 12, 4];
  const headSize = countSize + entrySize * sorted.length + slotSize;
  const outside = sorted.filter(({ bytes }) => bytes.length > slotSize);
  let end = Math.ceil(headSize / 8) * 8;
  const places = new Map(outside.map(({ tag, bytes }) => {
    const place = end;
    end += Math.ceil(bytes.length / 8) * 8;
    return [tag, place] as const;
  }));
  const out = Buffer.alloc(end);
  const writeLong = (value: number, place: number) => {
    if (big) out.writeBigUInt64LE(BigInt(value), place);
    else out.writeUInt32LE(value, place);
  };
  if (big) out.writeBigUInt64LE(BigInt(sorted.length), 0);
  else out.writeUInt16LE(sorted.length, 0);
  sorted.forEach(({ tag, type, count, bytes }, index) => {
    const entry = countSize + entrySize * index;
    out.writeUInt16LE(tag, entry);
    out.writeUInt16LE(type, entry + 2);
    writeLong(count, entry + 4);
    const slot = entry + entrySize - slotSize;
    const place = places.get(tag);
    if (place === undefined) out.set(bytes, slot);
    else { writeLong(at + place, slot); out.set(bytes, place); }
  });
  writeLong(next ? at + end : 0, headSize - slotSize);
  return out;
}
