import { setLine } from '../pdf/textLines.ts';

/**
 * A line of text as SVG paths of the report's own fonts, its left end on the baseline at (x, baseline), in pixels: an SVG text
 * would be drawn with whatever fonts a machine has, or none.
 */
export function letteringPaths(text: string, x: number, baseline: number, size: number, weight: number, colour: string): string {
  let at = x;
  const paths: string[] = [];
  for (const run of setLine(text, { size, weight, han: 'sc' }).runs) {
    const scale = run.sizePt / run.font.font.unitsPerEm;
    const layout = run.font.font.layout(run.text);
    layout.glyphs.forEach((glyph, i) => {
      const { xOffset, yOffset, xAdvance } = layout.positions[i];
      const path = glyph.path.toSVG();
      const y = baseline - yOffset * scale - run.raised * 0.3 * size;
      if (path !== '') paths.push(`<path transform="translate(${(at + xOffset * scale).toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(6)} ${(-scale).toFixed(6)})" d="${path}" fill="${colour}"/>`);
      at += xAdvance * scale;
    });
  }
  return paths.join('');
}

/** The width of a line of text in pixels. */
export const letteringWidth = (text: string, size: number, weight: number): number => setLine(text, { size, weight, han: 'sc' }).widthPt;
