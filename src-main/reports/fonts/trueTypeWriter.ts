/** A point of an outline, in font units, whole. */
export interface OutlinePoint { readonly x: number; readonly y: number; readonly onCurve: boolean }

/** Writes big-endian numbers one after the other, as every table of a font is built. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  length = 0;

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
  u8(value: number): this { this.room(1); this.bytes[this.length++] = value; return this; }
  u16(value: number): this { return this.u8((value >> 8) & 255).u8(value & 255); }
  u32(value: number): this { return this.u16((value >>> 16) & 0xffff).u16(value & 0xffff); }
  add(part: ArrayLike<number>): this { this.room(part.length); this.bytes.set(part, this.length); this.length += part.length; return this; }
  align(to: number): this { while (this.length % to !== 0) this.u8(0); return this; }
  done(): Uint8Array { return this.bytes.slice(0, this.length); }
}

const onCurve = 1;
const short = { x: 2, y: 4 } as const;
const sameOrPositive = { x: 16, y: 32 } as const;

/** One simple glyph of a `glyf` table (OpenType 1.9, glyf): contours of whole points; empty bytes for no contour. */
export function simpleGlyph(contours: readonly (readonly OutlinePoint[])[], instructions: Uint8Array = new Uint8Array(0)): Uint8Array {
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array(0);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const glyph = new ByteWriter().u16(contours.length).u16(Math.min(...xs)).u16(Math.min(...ys)).u16(Math.max(...xs)).u16(Math.max(...ys));
  let last = -1;
  for (const contour of contours) glyph.u16(last += contour.length);
  glyph.u16(instructions.length).add(instructions);
  const flags = points.map((point) => (point.onCurve ? onCurve : 0));
  const steps = { x: new ByteWriter(), y: new ByteWriter() };
  for (const axis of ['x', 'y'] as const) {
    let before = 0;
    points.forEach((point, i) => {
      const step = point[axis] - before;
      before = point[axis];
      if (step === 0) flags[i] |= sameOrPositive[axis];
      else if (Math.abs(step) < 256) { flags[i] |= short[axis] | (step > 0 ? sameOrPositive[axis] : 0); steps[axis].u8(Math.abs(step)); }
      else steps[axis].u16(step);
    });
  }
  return glyph.add(flags).add(steps.x.done()).add(steps.y.done()).align(4).done();
}

/** The sum of a table's big-endian words, as the directory wants it. */
function checksum(table: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum = (sum + (table[i] << (24 - 8 * (i % 4)))) >>> 0;
  return sum;
}

/** A font file of tables by tag, in the order of their tags. */
export function fontFile(tables: Readonly<Record<string, Uint8Array>>, flavour = 0x00010000): Uint8Array {
  const tags = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const file = new ByteWriter().u32(flavour).u16(tags.length).u16(power * 16).u16(Math.log2(power)).u16((tags.length - power) * 16);
  let offset = 12 + 16 * tags.length;
  for (const tag of tags) {
    file.add([...tag].map((letter) => letter.charCodeAt(0))).u32(checksum(tables[tag])).u32(offset).u32(tables[tag].length);
    offset += Math.ceil(tables[tag].length / 4) * 4;
  }
  for (const tag of tags) file.add(tables[tag]).align(4);
  return file.done();
}
