import type { ClassCode } from '../taxonomy/cellClasses.ts';
import { classesOfLabel, type LabelCode } from '../taxonomy/labelSets.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { inReportOrder } from './labelOrder.ts';

/** Cells counted by truth and call: `rows[t][c]` have the truth `labels[t]` and the call `labels[c]`. Square. */
export interface ConfusionMatrix {
  readonly labels: readonly LabelCode[];
  readonly rows: readonly (readonly number[])[];
}

/** Whether a call is right for a label: it is the class, or a member of the set. */
export function isRight(truth: LabelCode, call: ClassCode): boolean {
  return classesOfLabel(truth).includes(call);
}

/**
 * The confusion matrix over every label that stands in the truth or the calls, in report order.
 * `forced` takes the most probable class; `shown` takes what the product would show, UNK included.
 */
export function confusionMatrix(cells: readonly EvaluatedCell[], choice: 'forced' | 'shown' = 'forced'): ConfusionMatrix {
  const call = (cell: EvaluatedCell) => choice === 'forced' ? cell.forcedCode : cell.code;
  const labels = inReportOrder(cells.flatMap((cell) => [cell.truth, call(cell)]));
  const place = new Map(labels.map((label, index) => [label, index]));
  const rows = labels.map(() => new Array<number>(labels.length).fill(0));
  for (const cell of cells) rows[place.get(cell.truth)!][place.get(call(cell))!]++;
  return { labels, rows };
}

/** All cells of a matrix. */
export function cellsIn(matrix: ConfusionMatrix): number {
  return matrix.rows.reduce((total, row) => total + row.reduce((sum, count) => sum + count, 0), 0);
}

/** The share of cells (0 to 1) for which `good(truth, call)` holds; 0 for an empty matrix. */
export function shareWhere(matrix: ConfusionMatrix, good: (truth: LabelCode, call: ClassCode) => boolean): number {
  let counted = 0;
  for (const [t, row] of matrix.rows.entries()) {
    for (const [c, count] of row.entries()) if (count && good(matrix.labels[t], matrix.labels[c] as ClassCode)) counted += count;
  }
  const total = cellsIn(matrix);
  return total ? counted / total : 0;
}
