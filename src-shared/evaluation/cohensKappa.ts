import { classesOfLabel, type LabelCode } from '../taxonomy/labelSets.ts';
import type { ConfusionMatrix } from './confusionMatrix.ts';

/**
 * Cohen's kappa of truth and call (doi 10.1177/001316446002000104): agreement beyond what the two sets of shares would give
 * by chance. 1 at best, 0 by chance, negative below. A call inside a set label counts as that label. 1 where only one label
 * stands on both sides.
 */
export function cohensKappa(matrix: ConfusionMatrix): number {
  const { labels, rows } = matrix;
  const truthTotals = new Float64Array(labels.length);
  const callTotals = new Float64Array(labels.length);
  let agreed = 0;
  let total = 0;
  for (const [truth, row] of rows.entries()) {
    const members = new Set<LabelCode>(classesOfLabel(labels[truth]));
    for (const [call, count] of row.entries()) {
      const right = members.has(labels[call]);
      if (right) agreed += count;
      truthTotals[truth] += count;
      callTotals[right ? truth : call] += count;
      total += count;
    }
  }
  if (!total) return 0;
  const expected = truthTotals.reduce((sum, count, label) => sum + count * callTotals[label], 0) / (total * total);
  return expected === 1 ? 1 : (agreed / total - expected) / (1 - expected);
}
