import { ByteReader } from './byteReader.ts';
import { ByteWriter, simpleGlyph } from './trueTypeWriter.ts';
import type { OutlinePoint } from './trueTypeWriter.ts';

/** One step of the triplet encoding (WOFF 2.0, section 5.2, table of flags): how far x and y move, and whether the point is on the curve. */
function readStep(flag: number, reader: ByteReader): { dx: number; dy: number } {
  const code = flag & 127;
  const signed = (value: number, positive: number): number => (positive & 1 ? value : -value);
  if (code < 10) return { dx: 0, dy: signed(((code & 14) << 7) + reader.u8(), code) };
  if (code < 20) return { dx: signed((((code - 10) & 14) << 7) + reader.u8(), code), dy: 0 };
  if (code < 84) {
    const base = code - 20;
    const byte = reader.u8();
    return { dx: signed(1 + (base & 0x30) + (byte >> 4), code), dy: signed(1 + ((base & 0x0c) << 2) + (byte & 15), code >> 1) };
  }
  if (code < 120) {
    const base = code - 84;
    return { dx: signed(1 + (Math.floor(base / 12) << 8) + reader.u8(), code), dy: signed(1 + (((base % 12) >> 2) << 8) + reader.u8(), code >> 1) };
  }
  if (code < 124) {
    const first = reader.u8();
    const second = reader.u8();
    return { dx: signed((first << 4) + (second >> 4), code), dy: signed(((second & 15) << 8) + reader.u8(), code >> 1) };
  }
  return { dx: signed(reader.u16(), code), dy: signed(reader.u16(), code >> 1) };
}

const compositeFlags = { words: 1, scale: 8, more: 32, twoScales: 64, matrix: 128, instructions: 256 };

/** Copies the components of a composite glyph as they stand; says whether instructions follow. */
function copyComponents(reader: ByteReader, into: ByteWriter): boolean {
  let instructed = false;
  for (;;) {
    const flags = reader.u16();
    const length = 2 + (flags & compositeFlags.words ? 4 : 2) +
      (flags & compositeFlags.scale ? 2 : flags & compositeFlags.twoScales ? 4 : flags & compositeFlags.matrix ? 8 : 0);
    into.u16(flags).add(reader.take(length));
    instructed ||= (flags & compositeFlags.instructions) !== 0;
    if (!(flags & compositeFlags.more)) return instructed;
  }
}

/** `glyf` and `loca` (long offsets) from the transformed table of WOFF 2.0, section 5.1, and each glyph's left edge. */
export function restoreGlyphs(transformed: Uint8Array): { glyf: Uint8Array; loca: Uint8Array; leftEdges: number[] } {
  const head = new ByteReader(transformed);
  head.skip(4);
  const count = head.u16();
  head.skip(2);
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const [contourCounts, pointCounts, flags, outlines, composites, boxes, instructions] = sizes.map((size) => new ByteReader(head.take(size)));
  const boxBits = boxes.take(4 * Math.ceil(count / 32));
  const glyf = new ByteWriter();
  const loca = new ByteWriter();
  const leftEdges = new Array<number>(count).fill(0);
  const addGlyph = (glyph: number, bytes: Uint8Array): void => {
    leftEdges[glyph] = new DataView(bytes.buffer, bytes.byteOffset).getInt16(2);
    glyf.add(bytes);
  };
  for (let glyph = 0; glyph < count; glyph++) {
    loca.u32(glyf.length);
    const contours = contourCounts.i16();
    const box = boxBits[glyph >> 3] & (128 >> (glyph & 7)) ? boxes.take(8) : undefined;
    if (contours < 0) {
      if (!box) throw new RangeError('A composite glyph has no box');
      const whole = new ByteWriter().u16(contours).add(box);
      if (copyComponents(composites, whole)) {
        const length = outlines.packedU16();
        whole.u16(length).add(instructions.take(length));
      }
      addGlyph(glyph, whole.align(4).done());
    } else if (contours > 0) {
      const lengths = Array.from({ length: contours }, () => pointCounts.packedU16());
      let x = 0;
      let y = 0;
      const points = lengths.map((length) => Array.from({ length }, (): OutlinePoint => {
        const flag = flags.u8();
        const { dx, dy } = readStep(flag, outlines);
        return { x: x += dx, y: y += dy, onCurve: flag < 128 };
      }));
      const bytes = simpleGlyph(points, instructions.take(outlines.packedU16()));
      if (box) bytes.set(box, 2);
      addGlyph(glyph, bytes);
    }
  }
  return { glyf: glyf.done(), loca: loca.u32(glyf.length).done(), leftEdges };
}

/** `hmtx` from its transformed form (WOFF 2.0, section 5.4): left bearings that equal the glyph's left edge were dropped. */
export function restoreMetrics(transformed: Uint8Array, leftEdges: readonly number[], longCount: number): Uint8Array {
  const reader = new ByteReader(transformed);
  const flags = reader.u8();
  const widths = Array.from({ length: longCount }, () => reader.u16());
  const bearings = leftEdges.map((edge, glyph) => ((glyph < longCount ? flags & 1 : flags & 2) ? edge : reader.i16()));
  const metrics = new ByteWriter();
  bearings.forEach((bearing, glyph) => { if (glyph < longCount) metrics.u16(widths[glyph]); metrics.u16(bearing); });
  return metrics.done();
}
