import { svgLabel, svgLine, svgPicture } from './svgElements.ts';

/** One line of the plot: a method's F1 of each label, and its m-score. */
export interface ScoreLine { readonly group: string; readonly name: string; readonly f1: readonly { readonly label: string; readonly value: number }[]; readonly mScore: number }

/** Blue, red, green, orange as in the paper, then grey; told apart by their order too. */
const colours = ['#1f5fa8', '#b3261e', '#2e7d32', '#b86a00', '#555'];
const plotWidth = 460, lineHeight = 22, top = 92;
/** Room at the left of the plot: at least so much, and about so much a letter. */
const leastLeft = 190, letterWidth = 7.6;

/**
 * The plot of Graebel 2018, figure 2 a to c: a point for the F1 of each label (lower axis, 0 to 1), a cross for the m-score (upper
 * axis, from `lowestMScore` to 0), methods under one another.
 *
 * @param notes printed under the title, for what a reader must know
 */
export function scorePlot(title: string, lines: readonly ScoreLine[], notes: readonly string[]): string {
  const longest = (names: readonly string[]) => Math.max(0, ...names.map(({ length }) => length));
  const left = Math.max(leastLeft, 44 + letterWidth * (longest(lines.map(({ group }) => group)) + longest(lines.map(({ name }) => name))));
  const labelCount = Math.max(1, ...lines.map(({ f1 }) => f1.length));
  // The m-score of labels all lost is log(0.01) each.
  const lowest = Math.min(-1, Math.floor(Math.min(...lines.map(({ mScore }) => mScore), labelCount * -0.5)));
  const height = top + lines.length * lineHeight + 56 + notes.length * 15, bottom = top + lines.length * lineHeight;
  const atF1 = (value: number) => left + value * plotWidth, atScore = (value: number) => left + (1 - value / lowest) * plotWidth;
  const parts = [svgLabel(16, 24, title, { size: 15, bold: true }), ...notes.map((note, i) => svgLabel(16, height - 8 - 15 * (notes.length - 1 - i), note, { size: 11, colour: '#8a1c14' }))];
  parts.push(svgLabel(left + plotWidth / 2, 48, 'm-score (crosses)', { anchor: 'middle' }), svgLabel(left + plotWidth / 2, bottom + 36, 'F1 of each class (points)', { anchor: 'middle' }));
  for (let tick = 0; tick <= 5; tick++) {
    const x = atF1(tick / 5);
    parts.push(svgLine(x, top - 12, x, bottom, '#e0e0e0'), svgLabel(x, bottom + 18, (tick / 5).toFixed(1), { anchor: 'middle' }), svgLabel(x, top - 22, (lowest * (1 - tick / 5)).toFixed(1), { anchor: 'middle' }));
  }
  const groups = [...new Set(lines.map(({ group }) => group))];
  lines.forEach(({ group, name, f1, mScore }, i) => {
    const y = top + (i + 0.5) * lineHeight, colour = colours[lines.filter((other, at) => at < i && other.group === group).length % colours.length];
    if (i > 0 && lines[i - 1].group !== group) parts.push(svgLine(16, y - lineHeight / 2, left + plotWidth, y - lineHeight / 2, '#999'));
    parts.push(svgLabel(16, y + 4, lines.findIndex((other) => other.group === group) === i ? group : '', { bold: true }), svgLabel(left - 12, y + 4, name, { anchor: 'end', colour }));
    for (const { label, value } of f1) parts.push(`<rect x="${(atF1(value) - 4).toFixed(1)}" y="${(y - 4).toFixed(1)}" width="8" height="8" fill="${colour}" fill-opacity="0.55"><title>${label}: F1 ${value.toFixed(2)}</title></rect>`);
    const x = atScore(mScore);
    parts.push(`<g><title>m-score ${mScore.toFixed(2)}</title>${svgLine(x - 5, y - 5, x + 5, y + 5, '#111', 2)}${svgLine(x - 5, y + 5, x + 5, y - 5, '#111', 2)}</g>`);
  });
  return svgPicture(left + plotWidth + 30, height, `${title}. ${groups.join(', ')}`, parts);
}
