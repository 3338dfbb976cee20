/** Text as it may stand in SVG. */
export function svgText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A whole picture on white, with a title that a screen reader finds. */
export function svgPicture(widthPx: number, heightPx: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${svgText(title)}</title>`, `<rect width="${widthPx}" height="${heightPx}" fill="white"/>`, ...parts, '</svg>', '',
  ].join('\n');
}

export interface LabelPlace { readonly anchor?: 'start' | 'middle' | 'end'; readonly size?: number; readonly colour?: string; readonly bold?: boolean }

/** Lettering with its baseline at (x, y). */
export function svgLabel(x: number, y: number, text: string, { anchor = 'start', size = 12, colour = '#222', bold = false }: LabelPlace = {}): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}" fill="${colour}"${bold ? ' font-weight="bold"' : ''}>${svgText(text)}</text>`;
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, colour = '#bbb', width = 1): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${colour}" stroke-width="${width}"/>`;
}
