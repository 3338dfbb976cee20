import type { ClassCode } from '../taxonomy/cellClasses.ts';
import type { LabelCode } from '../taxonomy/labelSets.ts';

/** A cell whose true label is known, beside what a classifier said of it. */
export interface EvaluatedCell {
  /** A class, or a set of classes (EBX, PLT) where the person who labelled it said no more. */
  readonly truth: LabelCode;
  /** The most probable class; never UNK. */
  readonly forcedCode: ClassCode;
  /** What the product would show: the same class, or UNK. */
  readonly code: ClassCode;
  /** Calibrated, in the order of the classifier's classes; adds to 1. */
  readonly probabilities: ArrayLike<number>;
  /** The probability of `forcedCode`; where absent, UNK is none of the classifier's classes, and it is the largest. */
  readonly confidence?: number;
  /** What intervals are drawn over: patient, overlap group or picture. Cells without one are a group each. */
  readonly group?: string;
}

/** What a classifier with these classes said of a cell whose true label is known. */
export function evaluatedCell(
  classes: readonly ClassCode[], { code, forcedCode, probabilities }: Pick<EvaluatedCell, 'code' | 'forcedCode' | 'probabilities'>, { truth, group }: Pick<EvaluatedCell, 'truth' | 'group'>,
): EvaluatedCell {
  return { truth, group, code, forcedCode, probabilities, confidence: probabilities[classes.indexOf(forcedCode)] };
}
