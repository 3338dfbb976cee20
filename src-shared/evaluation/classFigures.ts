import { classesOfLabel, type LabelCode } from '../taxonomy/labelSets.ts';
import type { ConfusionMatrix } from './confusionMatrix.ts';

/** How well one class, or set of classes, is found. Precision is 0 where nothing was called so. All but support 0 to 1. */
export interface ClassFigures {
  readonly code: LabelCode;
  /** Cells with this truth. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Precision, recall and F1 of every class and set that stands in the truth, in report order.
 *
 * A cell with a set label whose call lies in the set is right for the set, and does not enter the precision of the member
 * that was called: nobody knows whether that member is right. The other way round, a cell labelled with a member does not
 * enter the precision of its set: it is judged in its own row. A call outside the set is wrong for everybody.
 */
export function classFigures(matrix: ConfusionMatrix): ClassFigures[] {
  const { labels, rows } = matrix;
  // What has learnt a set as a class of its own may call a cell by the set.
  const members = labels.map((label) => new Set<LabelCode>([label, ...classesOfLabel(label)]));
  const figures: ClassFigures[] = [];
  for (const [own, code] of labels.entries()) {
    const support = rows[own].reduce((sum, count) => sum + count, 0);
    if (!support) continue;
    let right = 0;
    let wronglyCalled = 0;
    for (const [call, calledLabel] of labels.entries()) {
      if (!members[own].has(calledLabel)) continue;
      right += rows[own][call];
      for (let truth = 0; truth < labels.length; truth++) {
        // A class is related to itself and to the sets that hold it.
        const related = truth === own || members[own].has(labels[truth]) || members[truth].has(code);
        if (!related) wronglyCalled += rows[truth][call];
      }
    }
    const called = right + wronglyCalled;
    figures.push({
      code, support,
      precision: called ? right / called : 0,
      recall: right / support,
      f1: 2 * right / (called + support),
    });
  }
  return figures;
}

/** Mean F1 over the classes and sets present in the truth, 0 to 1. */
export function macroF1(figures: readonly Pick<ClassFigures, 'f1'>[]): number {
  return figures.length ? figures.reduce((sum, { f1 }) => sum + f1, 0) / figures.length : 0;
}

/** Sum of log(max(F1, 0.01)) over the classes and sets present in the truth: 0 at best, and one lost class costs 4.6. */
export function mScore(figures: readonly Pick<ClassFigures, 'f1'>[]): number {
  return figures.reduce((sum, { f1 }) => sum + Math.log(Math.max(f1, 0.01)), 0);
}

/** The same of a draw of cells, which may miss rare labels: scaled to all `labelCount` of them. Null where the draw has none. */
export function mScoreOfDraw(figures: readonly Pick<ClassFigures, 'f1'>[], labelCount: number): number | null {
  return figures.length ? mScore(figures) * labelCount / figures.length : null;
}
