import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import { create } from 'fontkit';
import { outlineSubset } from './outlineSubset.ts';
import { trueTypeOfWoff2 } from './woff2.ts';

const require = createRequire(import.meta.url);

/** Whose shapes Han characters take where a text does not tell: simplified or traditional Chinese, Japanese, Korean. */
export type HanShapes = 'sc' | 'tc' | 'jp' | 'kr';
const allHanShapes: readonly HanShapes[] = ['sc', 'tc', 'jp', 'kr'];

/** Left out of Noto Sans: Devanagari, whose marks need more care than a name in a report gets here. */
const subsetsWithoutCare = new Set(['devanagari']);

/** A piece of a font, as the packages cut them: some hundred characters in a file of its own. */
interface FontChunk { readonly id: string; readonly file: string; readonly ranges: readonly (readonly [number, number])[] }

function chunksOf(family: string): FontChunk[] {
  const packageName = `@fontsource-variable/${family}`;
  const listed = JSON.parse(readFileSync(require.resolve(`${packageName}/unicode.json`), 'utf8')) as Record<string, string>;
  return Object.entries(listed).filter(([subset]) => !subsetsWithoutCare.has(subset)).map(([subset, written]) => {
    const name = subset.replace(/^\[(\d+)\]$/, '$1');
    const ranges = written.split(',').map((part): readonly [number, number] => {
      const [first, last = first] = part.trim().replace(/^U\+/i, '').split('-');
      return [parseInt(first, 16), parseInt(last, 16)];
    });
    return { id: `${family}-${name}`, file: `${packageName}/files/${family}-${name}-wght-normal.woff2`, ranges };
  });
}

const families = new Map<string, readonly FontChunk[]>();
function familyChunks(family: string): readonly FontChunk[] {
  const known = families.get(family) ?? chunksOf(family);
  families.set(family, known);
  return known;
}

const plainFonts = new Map<string, Font>();
function plainFont(chunk: FontChunk): Font {
  const known = plainFonts.get(chunk.id) ?? (create(Buffer.from(trueTypeOfWoff2(readFileSync(require.resolve(chunk.file))))) as Font);
  plainFonts.set(chunk.id, known);
  return known;
}

/** A font at a weight, ready for pdfkit. `id` is unique to chunk and weight. */
export interface WeightedFont { readonly id: string; readonly font: Font }
const weightedFonts = new Map<string, WeightedFont>();

function weighted(chunk: FontChunk, weight: number): WeightedFont {
  const id = `${chunk.id}-${weight}`;
  const known = weightedFonts.get(id);
  if (known) return known;
  const font = plainFont(chunk).getVariation({ wght: weight });
  // pdfkit takes two fonts of one name for the same font, and the chunks and weights of a family share theirs.
  const named = Object.create(font, {
    postscriptName: { value: `Noto-${id}` },
    createSubset: { value: () => outlineSubset(font) },
  }) as Font;
  const made = { id, font: named };
  weightedFonts.set(id, made);
  return made;
}

/** The chunks that may have a character, in the order of preference; found once for each character. */
const chunksOfCharacter = new Map<string, readonly FontChunk[]>();
function candidates(codePoint: number, han: HanShapes): readonly FontChunk[] {
  const key = `${codePoint} ${han}`;
  const known = chunksOfCharacter.get(key);
  if (known) return known;
  const order = ['noto-sans', `noto-sans-${han}`, ...allHanShapes.filter((shapes) => shapes !== han).map((shapes) => `noto-sans-${shapes}`)];
  const found = order.flatMap((family) => familyChunks(family).filter(({ ranges }) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last)));
  chunksOfCharacter.set(key, found);
  return found;
}

/**
 * The font that has all the characters (code points) at a weight (100 to 900): Noto Sans for Latin, Greek and Cyrillic, then the
 * Noto fonts for Han, kana and hangul, those of `han` first. Undefined where none has them. Fonts are read when first needed.
 */
export function fontFor(codePoints: readonly number[], weight: number, han: HanShapes): WeightedFont | undefined {
  const chunk = candidates(codePoints[0], han).find((candidate) => codePoints.every((codePoint) => plainFont(candidate).hasGlyphForCodePoint(codePoint)));
  return chunk && weighted(chunk, weight);
}
