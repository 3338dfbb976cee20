import { svgLabel, svgLine, svgPicture } from '#main/experiments/plots/svgElements.ts';

interface Point { readonly cells: number; readonly mean: number; readonly low: number; readonly high: number }

const series = [
  { name: 'ten patients', title: 'another hospital, ten patients on which the method was chosen (base 0.2.1)', colour: '#7f9cc0' },
  { name: 'twenty patients', title: 'another hospital, twenty other patients (base 0.3.0)', colour: '#1f5fa8' },
  { name: 'brown look', title: 'a stain look never seen (brown red cells)', colour: '#b86a00' },
  { name: 'grey look', title: 'a stain look never seen (grey red cells)', colour: '#555555' },
] as const;
/** What plain fine-tuning of all layers in PyTorch is said to reach on such a hospital's cells. */
const toBeat = [{ cells: 111, accuracy: 0.48 }, { cells: 370, accuracy: 0.61 }];
const [width, height, left, right, top, bottom] = [760, 430, 56, 24, 40, 330];
const mostCells = 400;

/** Cells on a scale on which the first ones have room: half a square root. */
const across = (cells: number): number => left + Math.sqrt(cells / mostCells) * (width - left - right);
const down = (accuracy: number): number => bottom - ((accuracy - 0.2) / 0.7) * (bottom - top);

/** The table under `<!-- fine-tuning: NAME -->`: cells, and accuracy with its range over the draws. Empty where there is none. */
function pointsOf(markdown: string, name: string): Point[] {
  const [, after] = markdown.split(`<!-- fine-tuning: ${name} -->\n`);
  const rows = (after ?? '').trimStart().split('\n\n')[0].split('\n').slice(2);
  return rows.flatMap((row) => {
    const [cells, accuracy] = row.split('|').slice(1).map((cell) => cell.trim());
    const found = /^([\d.]+)(?: \(([\d.]+) to ([\d.]+)\))?$/.exec(accuracy);
    return found ? [{ cells: Number(cells), mean: Number(found[1]), low: Number(found[2] ?? found[1]), high: Number(found[3] ?? found[1]) }] : [];
  });
}

/** The tables of fine-tuning in `docs/validation.md` as a picture: accuracy on cells of others by the number of cells learnt from. */
export function fineTuningPlot(markdown: string): string {
  const parts = [svgLabel(left, 22, 'Accuracy on other cells, by the number of cells learnt from: mean and range of five draws', { size: 13, bold: true })];
  for (let tenth = 2; tenth <= 9; tenth++) parts.push(svgLine(left, down(tenth / 10), width - right, down(tenth / 10), '#e4e4e4'), svgLabel(left - 8, down(tenth / 10) + 4, (tenth / 10).toFixed(1), { anchor: 'end' }));
  for (const cells of [0, 10, 25, 50, 100, 200, 400]) parts.push(svgLabel(across(cells), bottom + 18, String(cells), { anchor: 'middle' }));
  series.forEach(({ name, title, colour }, i) => {
    const points = pointsOf(markdown, name);
    points.forEach(({ cells, mean, low, high }, place) => {
      if (place > 0) parts.push(svgLine(across(points[place - 1].cells), down(points[place - 1].mean), across(cells), down(mean), colour, 2));
      parts.push(svgLine(across(cells), down(low), across(cells), down(high), colour), `<circle cx="${across(cells).toFixed(1)}" cy="${down(mean).toFixed(1)}" r="4" fill="${colour}"><title>${cells} cells: ${mean}</title></circle>`);
    });
    parts.push(`<circle cx="${left + 6}" cy="${bottom + 38 + 15 * i}" r="4" fill="${colour}"/>`, svgLabel(left + 18, bottom + 42 + 15 * i, title));
  });
  for (const { cells, accuracy } of toBeat) parts.push(svgLine(across(cells) - 5, down(accuracy) - 5, across(cells) + 5, down(accuracy) + 5, '#b3261e', 2), svgLine(across(cells) - 5, down(accuracy) + 5, across(cells) + 5, down(accuracy) - 5, '#b3261e', 2));
  parts.push(svgLabel(left + 430, bottom + 72, '✕ all layers in PyTorch, as said elsewhere', { colour: '#b3261e' }));
  return svgPicture(width, height, 'Fine-tuning on a few cells of another hospital, or of another stain', parts);
}
