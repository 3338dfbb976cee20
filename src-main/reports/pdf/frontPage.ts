import type { ReportTexts } from '#shared/reports/texts.ts';
import type { LabelledValue, ReportModel } from '../reportModel.ts';
import { colours, leading, weights } from './reportCanvas.ts';
import type { ReportCanvas, TextStyle } from './reportCanvas.ts';

const labelStyle = { size: 7, colour: colours.soft };
const valueStyle = { size: 9.5, weight: 500 };

/** Room for a logo, points: about as high as the laboratory's lines beside it. */
const logoRoom = { width: 110, height: 46 };

/** The logo, a JPEG file, at the top left. Gives the room it takes with the gap beside it, points. */
function drawLogo(canvas: ReportCanvas, logo: Uint8Array | undefined): { readonly width: number; readonly height: number } {
  if (!logo) return { width: 0, height: 0 };
  // Documented by pdfkit, and missing from its types.
  const picture = (canvas.pdf as unknown as { openImage(file: Buffer): { width: number; height: number } }).openImage(Buffer.from(logo));
  const scale = Math.min(logoRoom.width / picture.width, logoRoom.height / picture.height);
  const [width, height] = [scale * picture.width, scale * picture.height];
  canvas.pdf.image(picture as never, canvas.left, canvas.y, { width, height });
  return { width: width + 12, height };
}

/** The laboratory's logo, name and address, or an empty line for them, and the title of the report. */
export function drawLetterhead(canvas: ReportCanvas, model: ReportModel, texts: ReportTexts, logo?: Uint8Array): void {
  const { right, width } = canvas;
  canvas.y = 44;
  const top = canvas.y;
  const drawn = drawLogo(canvas, logo);
  const left = canvas.left + drawn.width;
  const nameWidth = width * (logo ? 0.7 : 0.56) - drawn.width;
  if (model.laboratory.name === '') {
    canvas.text(texts.laboratoryMissing, left, top, labelStyle);
    canvas.rule(left, left + nameWidth * 0.8, top + 22);
    canvas.y = top + 26;
  } else {
    canvas.y += canvas.paragraph(model.laboratory.name, left, canvas.y, nameWidth, { size: 14, weight: weights.strong, colour: colours.accent });
  }
  for (const line of model.laboratory.lines) canvas.y += canvas.paragraph(line, left, canvas.y, nameWidth, { size: 8.5, colour: colours.soft });
  const titleStyle: TextStyle = { size: 13, weight: weights.strong, align: 'right' };
  canvas.text(model.title, right, top + 1, titleStyle);
  canvas.text(model.subtitle, right, top + 20, { size: 9.5, colour: colours.soft, align: 'right' });
  canvas.y = Math.max(canvas.y, top + 36, top + drawn.height + 2) + 5;
  canvas.rule(canvas.left, right, canvas.y, colours.accent, 1.2);
  canvas.y += 7;
}

/** Rows of labelled values in columns; an empty value is an empty line to write on. */
export function drawFields(canvas: ReportCanvas, rows: readonly (readonly LabelledValue[])[]): void {
  const gap = 12;
  for (const row of rows) {
    // A row of three gives its first field the room of two: it holds the patient's name.
    const unit = (canvas.width + gap) / 4;
    const spans = row.length === 3 ? [2, 1, 1] : row.map(() => 4 / row.length);
    const heights = row.map(({ value }, i) => (value === '' ? valueStyle.size * leading : canvas.heightOf(value, spans[i] * unit - gap, i === 0 && row.length === 3 ? { ...valueStyle, weight: weights.strong } : valueStyle)));
    const height = 9.5 + Math.max(...heights);
    canvas.ensure(height + 4);
    let x = canvas.left;
    row.forEach(({ label, value }, i) => {
      const widthPt = spans[i] * unit - gap;
      canvas.text(label, x, canvas.y, labelStyle);
      if (value === '') canvas.rule(x, x + widthPt, canvas.y + 9.5 + valueStyle.size * leading - 1, colours.line, 0.5);
      else canvas.paragraph(value, x, canvas.y + 9, widthPt, i === 0 && row.length === 3 ? { ...valueStyle, weight: weights.strong } : valueStyle);
      x += spans[i] * unit;
    });
    canvas.y += height + 3;
  }
}

const labelWidth = 100;
/** Height of a line to write on by hand. */
const writingLine = 19;

/** Label in a narrow column, text beside it, over as many pages as it takes. Empty ones get lines to write on, as many as told. */
export function drawLabelledTexts(canvas: ReportCanvas, values: readonly LabelledValue[], linesFor: (label: string) => number): void {
  const labelled: TextStyle = { size: 8, colour: colours.soft };
  let ruledBefore = false;
  for (const { label, value, detail, isSmall = false } of values) {
    // Words keep off the line above them.
    if (ruledBefore && value !== '') canvas.y += 5;
    ruledBefore = value === '';
    const lines = value === '' ? linesFor(label) : 0;
    const labelHeight = label === '' ? 0 : canvas.heightOf(label, labelWidth - 10, labelled) + 1;
    canvas.ensure(Math.max(labelHeight, lines * writingLine) + 3);
    const labelTop = canvas.y + (lines > 0 ? writingLine - 12 : 0.8);
    canvas.paragraph(label, canvas.left, labelTop, labelWidth - 10, labelled);
    const before = canvas.y;
    for (let i = 0; i < lines; i++) {
      canvas.y += writingLine;
      canvas.rule(canvas.left + labelWidth, canvas.right, canvas.y, colours.line, 0.5);
    }
    if (value !== '') canvas.flow(value, canvas.left + labelWidth, canvas.width - labelWidth, { size: isSmall ? 7.6 : 9 });
    if (detail !== undefined) canvas.flow(detail, canvas.left + labelWidth, canvas.width - labelWidth, { size: 7.3, colour: colours.soft });
    if (canvas.y >= before) canvas.y = Math.max(canvas.y, labelTop + labelHeight - (lines > 0 ? 5 : 0));
    canvas.y += lines > 0 ? 0 : 3;
  }
}

/** What a reader looks for first: cells counted, cells not named, the M:E ratio. */
export function drawSummary(canvas: ReportCanvas, model: ReportModel, texts: ReportTexts): void {
  const { left, right, width } = canvas;
  const height = 36;
  canvas.y += 3;
  canvas.ensure(height + 8);
  canvas.panel(left, canvas.y, width, height, colours.panel);
  canvas.text(model.counted, left + 10, canvas.y + 4, { size: 12.5, weight: weights.strong });
  canvas.text(model.unnamed, left + 10, canvas.y + 21, { size: 8.5, colour: colours.soft });
  if (model.ratio) {
    const { value, interval, range, flag } = model.ratio;
    const shown = `${texts.summary.ratio}  ${value}`;
    const mark = flag && flag !== 'within' ? `  ${texts.flags[flag]}` : '';
    canvas.text(shown + mark, right - 10, canvas.y + 4, { size: 12.5, weight: weights.strong, align: 'right', colour: mark === '' ? colours.ink : flag === 'low' ? colours.low : colours.high });
    canvas.text(`95 %: ${interval}${range && `  ·  ${texts.columns.range.toLowerCase()} ${range}`}`, right - 10, canvas.y + 21, { size: 8.5, colour: colours.soft, align: 'right' });
  }
  canvas.y += height + 6;
}

/** Sentences in a coloured panel: prompts and warnings. Long ones go over pages without a panel of their own. */
export function drawNotices(canvas: ReportCanvas, notices: readonly string[]): void {
  const style = { size: 9, colour: colours.warning };
  for (const notice of notices) {
    const height = canvas.heightOf(notice, canvas.width - 24, style) + 8;
    canvas.ensure(Math.min(height, 200) + 4);
    if (height <= 200) {
      canvas.panel(canvas.left, canvas.y, canvas.width, height, colours.warningPanel, colours.warningLine);
      canvas.paragraph(notice, canvas.left + 12, canvas.y + 4, canvas.width - 24, style);
      canvas.y += height + 4;
    } else {
      canvas.flow(notice, canvas.left + 12, canvas.width - 24, style);
      canvas.y += 4;
    }
  }
}
