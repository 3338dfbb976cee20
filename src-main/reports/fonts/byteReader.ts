/** Reads big-endian numbers one after the other. Throws a RangeError past the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  place = 0;
  constructor(bytes: Uint8Array) { this.bytes = bytes; }

  u8(): number {
    if (this.place >= this.bytes.length) throw new RangeError('The font ends too early');
    return this.bytes[this.place++];
  }
  u16(): number { return (this.u8() << 8) | this.u8(); }
  i16(): number { return (this.u16() << 16) >> 16; }
  u32(): number { return this.u16() * 65536 + this.u16(); }
  skip(bytes: number): void { this.place += bytes; }
  take(length: number): Uint8Array {
    if (this.place + length > this.bytes.length) throw new RangeError('The font ends too early');
    return this.bytes.subarray(this.place, this.place += length);
  }
  text(length: number): string { return String.fromCharCode(...this.take(length)); }

  /** UIntBase128 of WOFF 2.0, section 4.1: seven bits a byte, the highest says that more follow. */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new RangeError('A number of the font is too long');
  }

  /** 255UInt16 of WOFF 2.0, section 6.1: one byte for small numbers, up to three for others. */
  packedU16(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 255) return this.u8() + 253;
    if (code === 254) return this.u8() + 506;
    return code;
  }
}
