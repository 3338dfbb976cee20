import type { DifferentialDocument } from './differentialDocument.ts';

/** The cells of the slides as people have reviewed them. */
export interface ReviewedCells {
  /** In the count. */
  readonly cells: number;
  /** Of these, the ones that a person has named. */
  readonly reviewed: number;
  /** Cells on which two readers differ, in the count or left out of it. */
  readonly unsettled: number;
}

/**
 * How far a count is reviewed: never wholly while two readers differ, since the cell that is left out may be the only blast. A count
 * by eye alone has no machine's calls in it.
 */
export function reviewState({ cells, reviewed, unsettled }: ReviewedCells, isByEye: boolean): DifferentialDocument['review']['state'] {
  if (unsettled > 0) return 'partlyReviewed';
  if (reviewed === 0) return cells === 0 && isByEye ? 'reviewed' : 'notReviewed';
  return reviewed < cells ? 'partlyReviewed' : 'reviewed';
}
