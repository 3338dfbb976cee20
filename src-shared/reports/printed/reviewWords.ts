import type { DifferentialDocument } from '../differentialDocument.ts';
import type { ReportTexts } from '../texts.ts';
import { instant } from './printedTimes.ts';
import { wholeNumber } from './wholeNumber.ts';

/** Whether, and by whom, the machine's calls were reviewed. */
export function stateOf({ review, rows, manual }: DifferentialDocument, texts: ReportTexts): string {
  if (review.state === 'reviewed') return texts.reviewed(review.by ?? '', review.at ? instant(review.at) : '');
  const byEye = Object.values(manual?.counts ?? {}).reduce((cells, count) => cells + count, 0);
  const all = rows.reduce((cells, { count }) => cells + count, 0) - byEye;
  if (review.state === 'partlyReviewed' && review.cellsReviewed >= all) return texts.partlySettled(review.by ?? '');
  return review.state === 'partlyReviewed' ? texts.partlyReviewed(wholeNumber(review.cellsReviewed), wholeNumber(all), review.by ?? '') : texts.notReviewed;
}

/** How many cells were named, changed, added and taken away, each a line of its own; empty where nobody did anything. */
export function reviewSharesOf({ cellsReviewed, cellsChanged, cellsAdded = 0, cellsRemoved = 0, areasExcluded = 0 }: DifferentialDocument['review'], texts: ReportTexts): string {
  return (cellsReviewed > 0 ? `\n${texts.reviewShare(wholeNumber(cellsReviewed), wholeNumber(cellsChanged))}` : '')
    + (cellsAdded + cellsRemoved + areasExcluded > 0 ? `\n${texts.reviewMore(wholeNumber(cellsAdded), wholeNumber(cellsRemoved), String(areasExcluded))}` : '');
}
