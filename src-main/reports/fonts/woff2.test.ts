import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { outlineSubset } from './outlineSubset.ts';
import { trueTypeOfWoff2 } from './woff2.ts';

const require = createRequire(import.meta.url);
const stored = (name: string) => readFileSync(require.resolve(`@fontsource-variable/${name}`));
const latin = () => stored('noto-sans/files/noto-sans-latin-wght-normal.woff2');

describe('a WOFF 2.0 font', () => {
  it.each(['noto-sans/files/noto-sans-latin-wght-normal.woff2', 'noto-sans-jp/files/noto-sans-jp-114-wght-normal.woff2'])('%s has the outlines and widths fontkit reads', (name) => {
    const ours = create(Buffer.from(trueTypeOfWoff2(stored(name)))) as Font;
    const theirs = create(stored(name)) as Font;
    expect(ours.numGlyphs).toBe(theirs.numGlyphs);
    for (let glyph = 0; glyph < ours.numGlyphs; glyph++) {
      expect(ours.getGlyph(glyph).path.toSVG()).toBe(theirs.getGlyph(glyph).path.toSVG());
      expect(ours.getGlyph(glyph).advanceWidth).toBe(theirs.getGlyph(glyph).advanceWidth);
    }
  });

  it('is refused where it is none, or ends too early', () => {
    expect(() => trueTypeOfWoff2(new Uint8Array(100))).toThrow(TypeError);
    expect(() => trueTypeOfWoff2(latin().subarray(0, 60))).toThrow(RangeError);
    expect(() => trueTypeOfWoff2(latin().subarray(0, 5000))).toThrow();
  });
});

describe('a subset', () => {
  it('holds the glyphs at the weight, accents in their place, to half a unit', () => {
    const bold = (create(Buffer.from(trueTypeOfWoff2(latin()))) as Font).getVariation({ wght: 700 });
    const subset = outlineSubset(bold);
    const letters = [...'AéÅ§ g'];
    const places = letters.map((letter) => subset.includeGlyph(bold.glyphForCodePoint(letter.codePointAt(0)!).id));
    expect(subset.includeGlyph(bold.glyphForCodePoint(0x41).id)).toBe(places[0]);
    const embedded = create(Buffer.from(subset.encode())) as Font;
    letters.forEach((letter, i) => {
      const before = bold.glyphForCodePoint(letter.codePointAt(0)!);
      const after = embedded.getGlyph(places[i]);
      expect(after.advanceWidth).toBe(Math.round(before.advanceWidth));
      if (letter === ' ') return;
      for (const edge of ['minX', 'minY', 'maxX', 'maxY'] as const) expect(Math.abs(after.path.bbox[edge] - before.path.bbox[edge])).toBeLessThanOrEqual(0.5);
    });
  });
});
