import type { HanShapes } from '../fonts/fontChunks.ts';
import { textRuns } from '../fonts/textRuns.ts';
import type { TextRun } from '../fonts/textRuns.ts';

/** How text is set: size in points, weight 100 to 900. */
export interface Lettering { readonly size: number; readonly weight: number; readonly han: HanShapes }

/** A run with its width in points. */
export interface SetRun extends TextRun { readonly widthPt: number; readonly sizePt: number }
export interface TextLine { readonly runs: readonly SetRun[]; readonly widthPt: number }

const raisedScale = 0.62;

/** One line of text, set and measured. */
export function setLine(text: string, { size, weight, han }: Lettering): TextLine {
  const runs = textRuns(text, weight, han, new Set()).map((run): SetRun => {
    const sizePt = run.raised === 0 ? size : size * raisedScale;
    return { ...run, sizePt, widthPt: (run.font.font.layout(run.text).advanceWidth / run.font.font.unitsPerEm) * sizePt };
  });
  return { runs, widthPt: runs.reduce((width, run) => width + run.widthPt, 0) };
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
/** What may not begin a line (JIS X 4051's commonest): closing marks and small kana. */
const neverFirst = /^[、。，．・：；？！）」』】〉》”’)\]},.;:!?%ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The pieces a line may be cut into: words with their spaces, parts after hyphens and slashes, single wide characters. */
export function breakablePieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let before = '';
  for (const { segment } of graphemes.segment(text)) {
    const may = before !== '' && segment !== ' ' && !neverFirst.test(segment) &&
      (before === ' ' || /[-/–—_\\]/.test(before) || wide.test(before) || wide.test(segment));
    if (may) { pieces.push(piece); piece = ''; }
    piece += segment;
    before = segment;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/**
 * Text in lines no wider than `widthPt`: broken at spaces and hyphens, between wide characters, and inside a word only where the
 * word alone is wider than a line. Line breaks of the text stay. At least one line; every character is in one of them.
 */
export function breakLines(text: string, widthPt: number, lettering: Lettering): TextLine[] {
  const measured = new Map<string, number>();
  const widthOf = (part: string): number => {
    const known = measured.get(part) ?? setLine(part, lettering).widthPt;
    measured.set(part, known);
    return known;
  };
  const lines: string[] = [];
  for (const paragraph of text.normalize('NFC').split('\n')) {
    let line = '';
    let lineWidth = 0;
    const pieces = breakablePieces(paragraph).reverse();
    for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
      // Widths of pieces are added, not measured together: kerning over a break is far below a point.
      if (lineWidth + widthOf(piece.trimEnd()) <= widthPt) { line += piece; lineWidth += widthOf(piece); continue; }
      if (line !== '') { lines.push(line.trimEnd()); line = ''; lineWidth = 0; pieces.push(piece); continue; }
      const [fitting, rest] = cutToWidth(piece, widthPt, widthOf);
      lines.push(fitting);
      if (rest !== '') pieces.push(rest);
    }
    lines.push(line.trimEnd());
  }
  return lines.filter((line, i) => i === 0 || line !== '' || i < lines.length - 1).map((line) => setLine(line, lettering));
}

/** One word wider than a line: as many of its letters as fit, at least one, and the rest. */
function cutToWidth(word: string, widthPt: number, widthOf: (part: string) => number): [string, string] {
  const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
  let low = 1;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(letters.slice(0, middle).join('')) <= widthPt) low = middle;
    else high = middle - 1;
  }
  return [letters.slice(0, low).join(''), letters.slice(low).join('')];
}
