import type { ReportTexts } from '#shared/reports/texts.ts';
import type { LabelledValue, ReportModel } from '../reportModel.ts';
import { drawLabelledTexts } from './frontPage.ts';
import { colours, weights } from './reportCanvas.ts';
import type { ReportCanvas, TextStyle } from './reportCanvas.ts';

/** Text cut to a width with an ellipsis: only for heads and feet, where the whole stands elsewhere in the report. */
function cut(canvas: ReportCanvas, text: string, widthPt: number, style: TextStyle): string {
  if (canvas.widthOf(text, style) <= widthPt) return text;
  const letters = Array.from(text);
  let length = letters.length;
  while (length > 1 && canvas.widthOf(`${letters.slice(0, length).join('')}…`, style) > widthPt) length = Math.floor(length * 0.9);
  return `${letters.slice(0, length).join('')}…`;
}

/** A phrase in a panel of its own at the head of the page, on its right or left edge. Gives the width it took. */
function drawPlate(canvas: ReportCanvas, words: string, side: 'left' | 'right', isCalm: boolean, mostWidthPt: number): number {
  const style: TextStyle = { size: 8.5, weight: weights.strong, colour: isCalm ? colours.accent : colours.warning };
  const shown = cut(canvas, words, mostWidthPt - 16, style);
  const widthPt = canvas.widthOf(shown, style) + 16;
  const x = side === 'right' ? canvas.right - widthPt : canvas.left;
  canvas.panel(x, 20, widthPt, 16, isCalm ? colours.panel : colours.warningPanel, isCalm ? colours.line : colours.warningLine);
  canvas.text(shown, x + 8, 22.2, style);
  return widthPt;
}

/**
 * What stands on every page: that the cells were drawn, the signature with its version or else the state of review, whose report it
 * is, the state of review again, that it supports a decision only, the page number.
 */
export function drawPageFrames(canvas: ReportCanvas, model: ReportModel, running: string, texts: ReportTexts): void {
  const { count } = canvas.pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    canvas.pdf.switchToPage(page);
    const drawnWidth = model.drawn === '' ? 0 : drawPlate(canvas, model.drawn, 'left', false, canvas.width * 0.3) + 8;
    drawPlate(canvas, model.signed ?? model.state, 'right', model.signed !== undefined || model.reviewed, canvas.width - drawnWidth);
    if (page > 0) {
      // A line of its own: a page that has come apart from the others must still say whose it is.
      canvas.text(cut(canvas, running, canvas.width, { size: 8.5 }), canvas.left, 40.5, { size: 8.5, colour: colours.soft });
      canvas.rule(canvas.left, canvas.right, 56, colours.line);
    }
    const foot = canvas.pageHeight - 36;
    canvas.rule(canvas.left, canvas.right, foot - 5, colours.line);
    canvas.text(texts.notADevice, canvas.left, foot, { size: 7.5, colour: colours.soft });
    const footStyle: TextStyle = { size: 7.5, weight: 560, colour: model.reviewed ? colours.soft : colours.warning, align: 'centre' };
    canvas.text(cut(canvas, model.state, canvas.width * 0.42, footStyle), canvas.left + canvas.width / 2, foot, footStyle);
    canvas.text(texts.page(String(page + 1), String(count)), canvas.right, foot, { size: 7.5, colour: colours.soft, align: 'right' });
  }
}

/** The signature that was given, or lines for a person to sign on: nothing of those is ever filled in by the program. */
export function drawSignature(canvas: ReportCanvas, model: ReportModel, texts: ReportTexts): void {
  canvas.heading(texts.sections.signature, 84);
  if (model.signature.length > 0) {
    drawLabelledTexts(canvas, model.signature, () => 1);
    return;
  }
  canvas.y += canvas.paragraph(texts.signature.meaning, canvas.left, canvas.y, canvas.width, { size: 8.5, colour: colours.soft }) + 4;
  const labels: LabelledValue[] = [texts.signature.name, texts.signature.role, texts.signature.signature, texts.signature.date].map((label) => ({ label, value: '' }));
  const gap = 14;
  const widths = [0.3, 0.22, 0.3, 0.18].map((share) => (canvas.width + gap) * share - gap);
  let x = canvas.left;
  labels.forEach(({ label }, i) => {
    canvas.rule(x, x + widths[i], canvas.y + 32, colours.soft, 0.6);
    canvas.text(label, x, canvas.y + 33, { size: 7, colour: colours.soft });
    x += widths[i] + gap;
  });
  canvas.y += 48;
}
