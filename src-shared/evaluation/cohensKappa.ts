import { classesOfLabel, type LabelCode } from '../taxonomy/labelSets.ts';
import type { ConfusionMatrix } from './confusionMatrix.ts';
import { kappaOfCounts } from './kappaOfCounts.ts';

/**
 * Cohen's kappa of truth and call (doi 10.1177/001316446002000104): agreement beyond what the two sets of shares would give
 * by chance. 1 at best, 0 by chance, negative below. A call inside a set label counts as that label. 1 where only one label
 * stands on both sides.
 */
export function cohensKappa({ labels, rows }: ConfusionMatrix): number {
  const settled = rows.map((row, truth) => {
    const members = new Set<LabelCode>(classesOfLabel(labels[truth]));
    const right = row.reduce((sum, count, call) => (members.has(labels[call]) ? sum + count : sum), 0);
    return row.map((count, call) => (call === truth ? right : members.has(labels[call]) ? 0 : count));
  });
  return kappaOfCounts(settled)?.kappa ?? (settled.flat().some((count) => count > 0) ? 1 : 0);
}
