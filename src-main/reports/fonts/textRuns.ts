import { fontFor } from './fontChunks.ts';
import type { HanShapes, WeightedFont } from './fontChunks.ts';

/** A stretch of text in one font; `raised` is 1 for a superscript that is drawn as a small digit, -1 for a subscript. */
export interface TextRun { readonly text: string; readonly font: WeightedFont; readonly raised: -1 | 0 | 1 }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const codePointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);

/** What a reader cannot see and no font needs: joiners, variation selectors, direction marks, soft hyphens. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

const superscripts = '⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ';
const subscripts = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎';

/** Characters that no font here has, as they are printed instead: "[U+0645]". Never an empty box, never nothing. */
export const writtenCodePoints = (grapheme: string): string =>
  codePointsOf(grapheme).map((codePoint) => `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`).join('');

/** The shapes a text asks for by itself: kana means Japanese, hangul Korean; else those of the laboratory. */
export function hanShapesOf(text: string, usual: HanShapes): HanShapes {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'jp';
  return /\p{Script=Hangul}/u.test(text) ? 'kr' : usual;
}

/**
 * Splits one line of text into runs of one font each. Characters no font has become their number and are added to `unprintable`.
 * Control characters and tabs become spaces.
 */
export function textRuns(text: string, weight: number, han: HanShapes, unprintable: Set<string>): TextRun[] {
  const shapes = hanShapesOf(text, han);
  const runs: TextRun[] = [];
  const add = (part: string, font: WeightedFont, raised: TextRun['raised'] = 0): void => {
    const last = runs.at(-1);
    if (last?.font.id === font.id && last.raised === raised) runs[runs.length - 1] = { text: last.text + part, font, raised };
    else runs.push({ text: part, font, raised });
  };
  for (const { segment } of graphemes.segment(text.normalize('NFC').replace(/\p{Cc}/gu, ' ').replace(invisible, ''))) {
    const codePoints = codePointsOf(segment);
    // A space goes with what stands before it, so that it does not cut a run in two.
    const before = runs.at(-1);
    const stays = segment === ' ' && before?.raised === 0 && before.font.font.hasGlyphForCodePoint(0x20) ? before.font : undefined;
    const raised = superscripts.includes(segment) ? 1 : subscripts.includes(segment) ? -1 : 0;
    const font = stays ?? (raised === 0 ? fontFor(codePoints, weight, shapes) : undefined);
    if (font) { add(segment, font); continue; }
    // The powers of ten of a blood count, fractions and the like: the same characters in their plain form.
    const plain = segment.normalize('NFKC');
    const plainFont = plain === segment ? undefined : fontFor(codePointsOf(plain), weight, shapes);
    if (plainFont) { add(plain, plainFont, raised); continue; }
    unprintable.add(segment);
    const written = writtenCodePoints(segment);
    add(written, fontFor(codePointsOf(written), weight, shapes)!);
  }
  return runs;
}
