import type { Font } from 'fontkit';
import { ByteWriter, fontFile, simpleGlyph } from './trueTypeWriter.ts';
import type { OutlinePoint } from './trueTypeWriter.ts';

/** What pdfkit asks of a subset: glyphs by number, and in the end the font file. */
export interface EmbeddableSubset { includeGlyph(glyph: number): number; encode(): Uint8Array }

/** The outline of a glyph at the font's weight, in whole font units, components resolved. */
function contoursOf(font: Font, glyph: number): OutlinePoint[][] {
  const contours: OutlinePoint[][] = [];
  let contour: OutlinePoint[] = [];
  const close = (): void => {
    const [first, last] = [contour[0], contour[contour.length - 1]];
    if (contour.length > 1 && last.onCurve && last.x === first.x && last.y === first.y) contour.pop();
    if (contour.length > 1) contours.push(contour);
    contour = [];
  };
  for (const { command, args } of font.getGlyph(glyph).path.commands) {
    if (command === 'moveTo') close();
    if (command === 'closePath') { close(); continue; }
    if (command === 'bezierCurveTo') throw new TypeError('The report embeds TrueType outlines only');
    for (let i = 0; i < args.length; i += 2) {
      contour.push({ x: Math.round(args[i]), y: Math.round(args[i + 1]), onCurve: command !== 'quadraticCurveTo' || i === 2 });
    }
  }
  close();
  return contours;
}

interface FontHeads {
  readonly head: { readonly unitsPerEm: number };
  readonly hhea: { readonly ascent: number; readonly descent: number; readonly lineGap: number };
}

/**
 * The glyphs of a variable font that a document uses, written out at its weight as a plain TrueType file without hinting.
 * fontkit's own subset leaves the parts of accented letters where they stand at the default weight, and loses fractions.
 */
export function outlineSubset(font: Font): EmbeddableSubset {
  const glyphs = [0];
  const places = new Map([[0, 0]]);
  return {
    includeGlyph(glyph) {
      const known = places.get(glyph);
      if (known !== undefined) return known;
      places.set(glyph, glyphs.length);
      return glyphs.push(glyph) - 1;
    },
    encode() {
      const { head, hhea } = font as unknown as FontHeads;
      const glyf = new ByteWriter();
      const loca = new ByteWriter();
      const hmtx = new ByteWriter();
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const most = { points: 0, contours: 0, width: 0 };
      for (const glyph of glyphs) {
        const contours = contoursOf(font, glyph);
        const points = contours.flat();
        for (const { x, y } of points) {
          box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
          box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
        }
        const width = Math.round(font.getGlyph(glyph).advanceWidth);
        most.points = Math.max(most.points, points.length);
        most.contours = Math.max(most.contours, contours.length);
        most.width = Math.max(most.width, width);
        loca.u32(glyf.length);
        glyf.add(simpleGlyph(contours));
        hmtx.u16(width).u16(points.length > 0 ? Math.min(...points.map(({ x }) => x)) : 0);
      }
      const edges = box.map((edge) => (Number.isFinite(edge) ? edge : 0));
      // OpenType 1.9, head, hhea and maxp: dates are zero, so that one text always gives one file.
      const headTable = new ByteWriter().u32(0x10000).u32(0x10000).u32(0).u32(0x5f0f3cf5).u16(0).u16(head.unitsPerEm).u32(0).u32(0).u32(0).u32(0);
      for (const edge of edges) headTable.u16(edge);
      headTable.u16(0).u16(6).u16(2).u16(1).u16(0);
      const hheaTable = new ByteWriter().u32(0x10000).u16(hhea.ascent).u16(hhea.descent).u16(hhea.lineGap).u16(most.width).u16(edges[0]).u16(0).u16(edges[2]).u16(1).u16(0).u16(0);
      hheaTable.add(new Uint8Array(10)).u16(glyphs.length);
      const maxp = new ByteWriter().u32(0x10000).u16(glyphs.length).u16(most.points).u16(most.contours).u16(0).u16(0).u16(2).add(new Uint8Array(16));
      return fontFile({ head: headTable.done(), hhea: hheaTable.done(), maxp: maxp.done(), hmtx: hmtx.done(), loca: loca.u32(glyf.length).done(), glyf: glyf.done() });
    },
  };
}
