import type { ReportTexts } from '#shared/reports/texts.ts';
import type { HistogramGroup, ReportModel } from '../reportModel.ts';
import { colours, weights } from './reportCanvas.ts';
import type { ReportCanvas } from './reportCanvas.ts';

const plotHeight = 118;
const barColours: Readonly<Record<HistogramGroup['kind'], string>> = { granulocytic: colours.myeloid, erythroid: colours.erythroid, others: colours.other };

/** A round step that gives at most six lines up to `highest` percent. */
function stepOf(highest: number): number {
  return [1, 2, 5, 10, 20, 25].find((step) => highest / step <= 5) ?? 25;
}

/** Bars along the maturation of the granulocytic and the erythroid series, and the other cells; as lines and areas, no picture. */
export function drawHistogram(canvas: ReportCanvas, model: ReportModel, texts: ReportTexts): void {
  if (model.histogram.length === 0) return;
  canvas.heading(texts.sections.histogram, plotHeight + 54);
  const axisWidth = 24;
  const gap = 14;
  const bars = model.histogram.reduce((sum, group) => sum + group.bars.length, 0);
  const step = (canvas.width - axisWidth - gap * (model.histogram.length - 1)) / bars;
  const barWidth = Math.min(22, step * 0.62);
  const highest = Math.max(...model.histogram.flatMap((group) => group.bars.flatMap(({ upper, range }) => [upper, range?.high ?? 0])));
  const line = stepOf(highest);
  const top = Math.ceil(highest / line) * line;
  const base = canvas.y + 14 + plotHeight;
  const heightOf = (percent: number): number => (percent / top) * plotHeight;
  for (let percent = 0; percent <= top + 1e-9; percent += line) {
    canvas.rule(canvas.left + axisWidth, canvas.right, base - heightOf(percent), percent === 0 ? colours.soft : colours.hair, percent === 0 ? 0.7 : 0.5);
    canvas.text(String(percent), canvas.left + axisWidth - 5, base - heightOf(percent) - 4.6, { size: 7, colour: colours.soft, align: 'right' });
  }
  let x = canvas.left + axisWidth;
  for (const group of model.histogram) {
    canvas.text(texts.histogram[group.kind], x + 2, canvas.y - 1, { size: 8, weight: weights.strong, colour: barColours[group.kind] });
    for (const { label, percent, lower, upper, range } of group.bars) {
      const middle = x + step / 2;
      if (range) canvas.box(middle - barWidth / 2 - 3.5, base - heightOf(range.high), barWidth + 7, heightOf(range.high - range.low), '#dfe4e8');
      if (percent > 0) canvas.box(middle - barWidth / 2, base - heightOf(percent), barWidth, heightOf(percent), barColours[group.kind]);
      canvas.upright(middle, base - heightOf(upper), base - heightOf(lower), colours.ink, 0.7);
      for (const end of [lower, upper]) canvas.rule(middle - 2.5, middle + 2.5, base - heightOf(end), colours.ink, 0.7);
      canvas.text(label.length > 7 ? label.replace('+', '/') : label, middle, base + 3, { size: Math.min(7.5, step / 4), align: 'centre' });
      canvas.text(percent.toFixed(1), middle, base + 12.5, { size: 7, colour: colours.soft, align: 'centre' });
      x += step;
    }
    x += gap;
  }
  canvas.text(model.hasRanges ? texts.histogram.axisWithRanges : texts.histogram.axis, canvas.left + axisWidth, base + 24, { size: 7.3, colour: colours.soft });
  canvas.y = base + 38;
}
