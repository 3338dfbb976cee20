import { svgLabel, svgPicture } from './svgElements.ts';

const cellPx = 46, left = 74, top = 84;

/** A confusion matrix: rows are the truth, columns the call; the darker, the larger its share of the row. */
export function confusionPlot(title: string, labels: readonly string[], rows: readonly (readonly number[])[], notes: readonly string[]): string {
  const width = Math.max(left + labels.length * cellPx + 24, 16 + title.length * 8.2), height = top + labels.length * cellPx + 24 + notes.length * 15;
  const parts = [svgLabel(16, 24, title, { size: 14, bold: true }), svgLabel(left, 48, 'called'), svgLabel(16, top - 12, 'truth')];
  labels.forEach((label, i) => {
    parts.push(svgLabel(left + (i + 0.5) * cellPx, top - 12, label, { anchor: 'middle' }), svgLabel(left - 10, top + (i + 0.5) * cellPx + 4, label, { anchor: 'end' }));
  });
  rows.forEach((row, truth) => {
    const support = Math.max(1, row.reduce((sum, count) => sum + count, 0));
    row.forEach((count, call) => {
      const share = count / support, x = left + call * cellPx, y = top + truth * cellPx;
      parts.push(`<rect x="${x}" y="${y}" width="${cellPx}" height="${cellPx}" fill="rgb(${Math.round(255 - 224 * share)},${Math.round(255 - 160 * share)},${Math.round(255 - 87 * share)})" stroke="#ccc"/>`);
      if (count) parts.push(svgLabel(x + cellPx / 2, y + cellPx / 2 + 4, String(Math.round(count)), { anchor: 'middle', colour: share > 0.55 ? 'white' : '#222' }));
    });
  });
  notes.forEach((note, i) => parts.push(svgLabel(16, height - 8 - 15 * (notes.length - 1 - i), note, { size: 11, colour: '#8a1c14' })));
  return svgPicture(Math.ceil(width), height, title, parts);
}
