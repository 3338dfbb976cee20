import PDFDocument from 'pdfkit';
import type { HanShapes } from '../fonts/fontChunks.ts';
import { breakLines, setLine } from './textLines.ts';
import type { TextLine } from './textLines.ts';

export type Paper = 'A4' | 'Letter';
/** Sizes in points, 1/72 inch. */
export const paperSizes: Readonly<Record<Paper, readonly [number, number]>> = { A4: [595.28, 841.89], Letter: [612, 792] };

export const colours = {
  ink: '#16202a', soft: '#56636f', faint: '#8a949e', line: '#cdd4da', hair: '#e4e8eb', panel: '#f3f6f8', accent: '#0b4f6c',
  warning: '#7a4a00', warningPanel: '#fff6e0', warningLine: '#e0b040', high: '#a3291a', low: '#1b549c', myeloid: '#3b7ea1', erythroid: '#b0555f', other: '#8a8f55',
} as const;

export interface TextStyle { readonly size: number; readonly weight?: number; readonly colour?: string; readonly align?: 'left' | 'right' | 'centre' }
export const weights = { plain: 400, strong: 640 } as const;
/** Height of a line of text, in its size. */
export const leading = 1.36;
const ascent = 1.02;

type Pdf = PDFKit.PDFDocument;

/** The page being written: text by font runs, lines and boxes, and a pen height that starts new pages. Points from the top left. */
export class ReportCanvas {
  readonly pdf: Pdf;
  readonly left = 44;
  readonly right: number;
  readonly width: number;
  readonly top = 64;
  readonly bottom: number;
  readonly pageHeight: number;
  y: number;
  private readonly han: HanShapes;
  private readonly paper: Paper;

  constructor(paper: Paper, han: HanShapes, pdfOptions: PDFKit.PDFDocumentOptions) {
    const [widthPt, heightPt] = paperSizes[paper];
    this.paper = paper;
    this.han = han;
    // Without a first font: pdfkit would begin with Helvetica, which PDF/A wants embedded and which lacks most scripts.
    this.pdf = new PDFDocument({ ...pdfOptions, font: null as unknown as string, autoFirstPage: false, bufferPages: true });
    this.pageHeight = heightPt;
    this.right = widthPt - this.left;
    this.width = this.right - this.left;
    this.bottom = heightPt - 54;
    this.y = this.top;
    this.newPage();
  }

  newPage(): void {
    this.pdf.addPage({ size: this.paper === 'A4' ? 'A4' : 'LETTER', margin: 0 });
    this.y = this.top;
  }

  /** Starts a new page where less than `heightPt` is left; says whether it did. */
  ensure(heightPt: number): boolean {
    if (this.y + heightPt <= this.bottom || this.y === this.top) return false;
    this.newPage();
    return true;
  }

  private lettering({ size, weight = weights.plain }: TextStyle): { size: number; weight: number; han: HanShapes } { return { size, weight, han: this.han }; }

  widthOf(text: string, style: TextStyle): number { return setLine(text, this.lettering(style)).widthPt; }
  linesOf(text: string, widthPt: number, style: TextStyle): TextLine[] { return breakLines(text, widthPt, this.lettering(style)); }
  heightOf(text: string, widthPt: number, style: TextStyle): number { return this.linesOf(text, widthPt, style).length * style.size * leading; }

  private drawLine(line: TextLine, x: number, baseline: number, style: TextStyle): void {
    let at = style.align === 'right' ? x - line.widthPt : style.align === 'centre' ? x - line.widthPt / 2 : x;
    for (const run of line.runs) {
      this.pdf.registerFont(run.font.id, run.font.font as unknown as Buffer);
      this.pdf.font(run.font.id).fontSize(run.sizePt).fillColor(style.colour ?? colours.ink);
      const y = baseline - (run.raised === 1 ? 0.36 : run.raised === -1 ? -0.14 : 0) * style.size;
      this.pdf.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += run.widthPt;
    }
  }

  /** One line, never broken; `y` is the top of its line. With `align`, `x` is the right edge or the middle. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    this.drawLine(setLine(text, this.lettering(style)), x, y + ascent * style.size, style);
  }

  /** Lines broken to `widthPt`, from the top `y`; gives the height they took. */
  paragraph(text: string, x: number, y: number, widthPt: number, style: TextStyle): number {
    const lines = this.linesOf(text, widthPt, style);
    lines.forEach((line, i) => { this.drawLine(line, x, y + ascent * style.size + i * style.size * leading, style); });
    return lines.length * style.size * leading;
  }

  /** A paragraph at the pen that may go over several pages. */
  flow(text: string, x: number, widthPt: number, style: TextStyle): void {
    for (const line of this.linesOf(text, widthPt, style)) {
      this.ensure(style.size * leading);
      this.drawLine(line, x, this.y + ascent * style.size, style);
      this.y += style.size * leading;
    }
  }

  rule(x1: number, x2: number, y: number, colour: string = colours.line, thickness = 0.6): void {
    this.pdf.moveTo(x1, y).lineTo(x2, y).lineWidth(thickness).strokeColor(colour).stroke();
  }
  upright(x: number, y1: number, y2: number, colour: string = colours.line, thickness = 0.6): void {
    this.pdf.moveTo(x, y1).lineTo(x, y2).lineWidth(thickness).strokeColor(colour).stroke();
  }
  panel(x: number, y: number, widthPt: number, heightPt: number, fill: string, stroke?: string): void {
    this.pdf.roundedRect(x, y, widthPt, heightPt, 3).fillColor(fill);
    if (stroke) this.pdf.lineWidth(0.6).strokeColor(stroke).fillAndStroke(fill, stroke);
    else this.pdf.fill();
  }
  box(x: number, y: number, widthPt: number, heightPt: number, fill: string): void { this.pdf.rect(x, y, widthPt, heightPt).fillColor(fill).fill(); }

  /** The heading of a section, kept together with `needed` points of what follows. */
  heading(title: string, needed = 60): void {
    this.ensure(26 + needed);
    if (this.y > this.top) this.y += 10;
    this.text(title, this.left, this.y, { size: 10.5, weight: weights.strong, colour: colours.accent });
    this.y += 17;
    this.rule(this.left, this.right, this.y - 1.5, colours.line);
    this.y += 4;
  }
}
