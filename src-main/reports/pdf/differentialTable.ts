import type { PrintedRow } from '#shared/reports/printed/printedTable.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import type { ReportModel } from '../reportModel.ts';
import { colours, leading, weights } from './reportCanvas.ts';
import type { ReportCanvas, TextStyle } from './reportCanvas.ts';

const rowHeight = 14.2;
const size = 9.5;

interface Columns { readonly name: number; readonly count: number; readonly percent: number; readonly interval: number; readonly machine: number; readonly range: number; readonly flag: number }

/** Right edges of the number columns, from the page's width; columns with nothing in them take no room. An interval of a small ratio, 0.0004 to 0.0096, is the widest. */
function columnsOf(canvas: ReportCanvas, model: ReportModel): Columns {
  const flag = canvas.right - 6;
  const range = flag - 34;
  const machine = model.hasRanges ? range - 60 : flag;
  const interval = model.hasMachineIntervals ? machine - 86 : machine;
  const percent = interval - 84;
  return { name: canvas.left + 6, count: percent - 48, percent, interval, machine, range, flag };
}

function drawHead(canvas: ReportCanvas, columns: Columns, model: ReportModel, texts: ReportTexts): void {
  const style: TextStyle = { size: 7.5, weight: 560, colour: colours.soft };
  const y = canvas.y;
  canvas.text(texts.columns.cell, columns.name, y, style);
  const right = (text: string, x: number): void => { canvas.text(text, x, y, { ...style, align: 'right' }); };
  right(texts.columns.count, columns.count);
  right(texts.columns.percent, columns.percent);
  right(texts.columns.interval, columns.interval);
  if (model.hasMachineIntervals) right(texts.columns.machine, columns.machine);
  if (model.hasRanges) { right(texts.columns.range, columns.range); right(texts.columns.flag, columns.flag); }
  canvas.y += 12.5;
  canvas.rule(canvas.left, canvas.right, canvas.y, colours.soft, 0.7);
  canvas.y += 1;
}

function drawRow(canvas: ReportCanvas, columns: Columns, row: PrintedRow, texts: ReportTexts): void {
  const strong = row.kind === 'total';
  const colour = row.isEmpty ? colours.faint : row.kind === 'noted' ? colours.soft : colours.ink;
  const marked = row.flag === 'low' || row.flag === 'high';
  const flagColour = row.flag === 'low' ? colours.low : colours.high;
  const nameStyle: TextStyle = { size, weight: strong ? weights.strong : weights.plain, colour };
  // The ratio's two counts need the room that a name would take.
  const nameWidth = columns.count - (row.kind === 'ratio' ? 116 : 30) - columns.name;
  const nameHeight = canvas.heightOf(row.name, nameWidth, nameStyle);
  const height = Math.max(rowHeight, nameHeight + 2);
  if (canvas.ensure(height)) canvas.y += 2;
  const y = canvas.y + (rowHeight - size * leading) / 2;
  canvas.paragraph(row.name, columns.name, y, nameWidth, nameStyle);
  const number = (text: string, x: number, style: Partial<TextStyle> = {}): void => { if (text !== '') canvas.text(text, x, y, { size, colour, align: 'right', weight: strong ? weights.strong : weights.plain, ...style }); };
  number(row.count, columns.count);
  number(row.percent, columns.percent, { weight: row.isEmpty ? weights.plain : weights.strong, colour: marked ? flagColour : colour });
  number(row.interval, columns.interval, { colour: row.isEmpty ? colours.faint : colours.soft });
  number(row.machineInterval, columns.machine, { colour: row.isEmpty ? colours.faint : colours.soft });
  number(row.range, columns.range, { colour: colours.soft });
  if (marked) number(texts.flags[row.flag!], columns.flag, { weight: weights.strong, colour: flagColour });
  canvas.y += height;
}

/** The differential in report order, then what was noted; its head again on a new page. */
export function drawDifferentialTable(canvas: ReportCanvas, model: ReportModel, texts: ReportTexts): void {
  const columns = columnsOf(canvas, model);
  canvas.ensure(80);
  canvas.y += 3;
  drawHead(canvas, columns, model, texts);
  let before: PrintedRow | undefined;
  for (const row of model.table) {
    if (canvas.y + rowHeight > canvas.bottom) { canvas.newPage(); drawHead(canvas, columns, model, texts); }
    else if (before && (before.kind !== row.kind ? row.kind !== 'sum' && row.kind !== 'ratio' : before.lineage !== row.lineage)) {
      canvas.rule(canvas.left, canvas.right, canvas.y + 1, row.kind === 'total' || before.kind === 'total' ? colours.soft : colours.hair, row.kind === 'total' ? 0.7 : 0.5);
      canvas.y += 2;
    }
    if (row.kind === 'noted' && before?.kind !== 'noted') {
      canvas.text(texts.notCounted, columns.name, canvas.y + 1, { size: 7.5, weight: 560, colour: colours.soft });
      canvas.y += 12;
    }
    drawRow(canvas, columns, row, texts);
    before = row;
  }
  canvas.y += 3;
  const note = { size: 7.3, colour: colours.soft };
  canvas.flow(model.tableNotes.join(' '), canvas.left + 6, canvas.width - 12, note);
  canvas.y += 4;
}
