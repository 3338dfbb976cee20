import { describe, expect, it } from 'vitest';
import { fontFor } from './fontChunks.ts';
import { hanShapesOf, textRuns } from './textRuns.ts';

const runs = (text: string) => { const unprintable = new Set<string>(); return { runs: textRuns(text, 400, 'sc', unprintable), unprintable: [...unprintable] }; };
const families = (text: string) => runs(text).runs.map(({ font }) => font.id.replace(/-[^-]+-\d+$/, ''));

describe('runs of one font', () => {
  it('give back every character of a line in four scripts', () => {
    const text = 'Zoë Παπαδοπούλου Иванова 王小明 やまだ 홍길동';
    expect(runs(text).runs.map((run) => run.text).join('')).toBe(text);
    expect(runs(text).unprintable).toEqual([]);
    for (const run of runs(text).runs) for (const letter of run.text) expect(run.font.font.hasGlyphForCodePoint(letter.codePointAt(0)!)).toBe(true);
  });

  it('take Japanese shapes with kana, Korean ones with hangul, else those of the laboratory', () => {
    expect(families('山田').every((family) => family.startsWith('noto-sans-sc'))).toBe(true);
    expect(families('山田やまだ').every((family) => family.startsWith('noto-sans-jp'))).toBe(true);
    expect(hanShapesOf('金 홍', 'tc')).toBe('kr');
    expect(hanShapesOf('Иванова', 'tc')).toBe('tc');
  });

  it('write the number of a character no font has, and name it', () => {
    const { runs: [first], unprintable } = runs('مر');
    expect(first.text).toBe('[U+0645][U+0631]');
    expect(unprintable).toEqual(['م', 'ر']);
    expect(runs('😀').runs[0].text).toBe('[U+1F600]');
  });

  it('raise the powers of ten of a blood count', () => {
    expect(runs('×10⁹/L').runs.map(({ text, raised }) => [text, raised])).toEqual([['×10', 0], ['9', 1], ['/L', 0]]);
  });

  it('drop what nobody sees and turn control characters into spaces', () => {
    expect(runs('a\u200bb\u00adc\td').runs.map(({ text }) => text).join('')).toBe('abc d');
  });
});

describe('the fonts', () => {
  it('have every letter of Latin, Greek and Cyrillic in use, every hangul syllable, kana, and the Han of Japanese', () => {
    const missing: string[] = [];
    const check = (first: number, last: number) => {
      for (let codePoint = first; codePoint <= last; codePoint++) {
        if (/[\p{L}\p{N}]/u.test(String.fromCodePoint(codePoint)) && !fontFor([codePoint], 400, 'sc')) missing.push(codePoint.toString(16));
      }
    };
    check(0x41, 0x24f);
    check(0x386, 0x3e1);
    check(0x400, 0x52f);
    check(0x3041, 0x30ff);
    for (let codePoint = 0xac00; codePoint < 0xd7a4; codePoint += 97) check(codePoint, codePoint);
    expect(missing).toEqual([]);
    const decoder = new TextDecoder('euc-jp');
    for (let row = 0xb0; row <= 0xf4; row += 5) for (let cell = 0xa1; cell <= 0xfe; cell += 11) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (character !== '\ufffd') expect([character, fontFor([character.codePointAt(0)!], 400, 'jp')?.id]).toEqual([character, expect.any(String)]);
    }
  });
});
