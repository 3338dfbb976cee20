import type { ReportTexts } from '#shared/reports/texts.ts';
import type { LabelledValue, ReportModel } from '../reportModel.ts';
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

/** What stands on every page: the state of review, whose report it is, that it supports a decision only, the page number. */
export function drawPageFrames(canvas: ReportCanvas, model: ReportModel, running: string, texts: ReportTexts): void {
  const { count } = canvas.pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    canvas.pdf.switchToPage(page);
    const state = { size: 8.5, weight: weights.strong, colour: model.reviewed ? colours.accent : colours.warning };
    const shown = cut(canvas, model.state, canvas.width * 0.55, state);
    const widthPt = canvas.widthOf(shown, state) + 16;
    canvas.panel(canvas.right - widthPt, 20, widthPt, 16, model.reviewed ? colours.panel : colours.warningPanel, model.reviewed ? colours.line : colours.warningLine);
    canvas.text(shown, canvas.right - 8, 22.2, { ...state, align: 'right' });
    if (page > 0) {
      canvas.text(cut(canvas, running, canvas.width - widthPt - 16, { size: 8.5 }), canvas.left, 22.2, { size: 8.5, colour: colours.soft });
      canvas.rule(canvas.left, canvas.right, 44, colours.line);
    }
    const foot = canvas.pageHeight - 36;
    canvas.rule(canvas.left, canvas.right, foot - 5, colours.line);
    canvas.text(texts.notADevice, canvas.left, foot, { size: 7.5, colour: colours.soft });
    const footStyle: TextStyle = { size: 7.5, weight: 560, colour: model.reviewed ? colours.soft : colours.warning, align: 'centre' };
    canvas.text(cut(canvas, model.state, canvas.width * 0.42, footStyle), canvas.left + canvas.width / 2, foot, footStyle);
    canvas.text(texts.page(String(page + 1), String(count)), canvas.right, foot, { size: 7.5, colour: colours.soft, align: 'right' });
  }
}

/** Lines for a person to sign on; nothing of it is ever filled in by the program. */
export function drawSignature(canvas: ReportCanvas, texts: ReportTexts): void {
  canvas.heading(texts.sections.signature, 84);
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
