import type { RobustnessTable } from '../evaluateRobustness.ts';
import { shareText, skippedText, textTable } from './textTable.ts';

/** The robustness table for a terminal or a page of docs, with the largest fall in words. */
export function describeRobustness({ cells, rows, largestFall, skipped }: RobustnessTable): string {
  const table = [
    ['change', 'accuracy', 'fall', 'lineage', 'coverage', 'confident errors'],
    ...rows.map((row) => [row.name, shareText(row.accuracy), row.kind === 'none' ? '–' : shareText(row.fall, row.fallInterval),
      shareText(row.lineageAccuracy), shareText(row.coverage), shareText(row.confidentErrorRate)]),
  ];
  const words = largestFall ? [`Largest fall: ${largestFall.name}, ${(100 * largestFall.fall).toFixed(1)} points of accuracy.`] : [];
  return [`${cells} cells`, '', textTable(table), ...words, ...skippedText(skipped)].join('\n');
}
