/** TIFF's LZW (TIFF 6.0 section 13): codes of 9 to 12 bits, the high bit first, each code length one step early. */
const clearCode = 256;
const endCode = 257;
const firstFree = 258;
const mostCodes = 4096;

/**
 * Unpacks LZW into exactly `length` bytes; undefined where the codes are damaged or end early. More than `length` is left unread.
 * A code's string is copied out of what was written already: only its place and length are kept.
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  const starts = new Int32Array(mostCodes);
  const lengths = new Int32Array(mostCodes);
  let written = 0;
  let next = firstFree;
  let width = 9;
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  /** Length of the string before, which lies right before `written`; 0 after a clear code. */
  let before = 0;
  while (written < length) {
    while (bitCount < width) {
      if (at >= packed.length) return undefined;
      bits = ((bits & 0xffff) << 8) | packed[at++];
      bitCount += 8;
    }
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === endCode) return undefined;
    if (code === clearCode) { next = firstFree; width = 9; before = 0; continue; }
    const previousStart = written - before;
    let size: number;
    if (code < clearCode) {
      out[written] = code;
      size = 1;
    } else {
      // A code not yet defined can only be the string before and its own first byte again.
      const known = code < next;
      if (before === 0 || (!known && code !== next)) return undefined;
      const from = known ? starts[code] : previousStart;
      size = known ? lengths[code] : before + 1;
      const end = Math.min(size, length - written);
      // Byte by byte: the source may run into what is being written.
      for (let index = 0; index < end; index += 1) out[written + index] = out[from + index];
    }
    if (before > 0 && next < mostCodes) {
      // The new string is the one before with this one's first byte, and so lies there in one piece.
      starts[next] = previousStart;
      lengths[next] = before + 1;
      next += 1;
      if (next + 1 >= 1 << width && width < 12) width += 1;
    }
    written += size;
    before = size;
  }
  return out;
}
