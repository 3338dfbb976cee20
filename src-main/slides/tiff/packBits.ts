/** Unpacks PackBits (TIFF 6.0 section 9) into exactly `length` bytes; undefined where the bytes end early. */
export function unpackPackBits(packed: Uint8Array, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  let written = 0;
  for (let at = 0; written < length;) {
    if (at + 1 >= packed.length) return undefined;
    const count = packed[at++];
    if (count < 128) {
      const run = Math.min(count + 1, length - written);
      if (at + run > packed.length) return undefined;
      out.set(packed.subarray(at, at + run), written);
      at += count + 1;
      written += run;
    } else if (count > 128) {
      const run = Math.min(257 - count, length - written);
      out.fill(packed[at++], written, written + run);
      written += run;
    }
  }
  return out;
}
