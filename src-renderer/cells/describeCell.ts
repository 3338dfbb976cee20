import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { cellTexts } from '../texts/cells.ts';
import { reviewStateOf } from './cellFilter.ts';
import { unfamiliarBelow } from './cellOrder.ts';
import { classBook } from '../ui/classBook.ts';

const nameOf = (place: number): string => classBook().nameOf(classCodes[place]);

/** What a cell is besides its class, in words: "63 %, not reviewed". */
export function describeReview(columns: CellColumns, row: number): string {
  const state = columns.states[row];
  const parts: string[] = [];
  const review = reviewStateOf(columns, row);
  if (review === 'unreviewed') {
    const confidence = cellTexts.sureness(columns.confidences[row]);
    // The probability is that of the class it would have been: "cannot be named" has none of its own.
    parts.push(columns.codes[row] === columns.forcedCodes[row] ? confidence : cellTexts.perhaps(nameOf(columns.forcedCodes[row]), confidence));
    if (columns.familiarities[row] < unfamiliarBelow) parts.push(cellTexts.unlikeTraining);
    parts.push(cellTexts.notReviewed);
  }
  else if (state & cellState.added) parts.push(cellTexts.added);
  else {
    parts.push(cellTexts.reviewed);
    if (review === 'changed') parts.push(cellTexts.changedFrom(nameOf(columns.machineCodes[row])));
  }
  if (state & cellState.removed) parts.push(cellTexts.removed);
  if (state & cellState.excluded) parts.push(cellTexts.excluded);
  if (state & cellState.beyondTarget) parts.push(cellTexts.beyondTarget);
  return parts.join(', ');
}

/** A cell in words, as a screen reader says it: "Myelocyte, 63 %, not reviewed". */
export function describeCell(columns: CellColumns, row: number): string {
  return `${nameOf(columns.codes[row])}, ${describeReview(columns, row)}`;
}
