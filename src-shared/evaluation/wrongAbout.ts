import type { LabelCode } from '../taxonomy/labelSets.ts';
import { classesOfLabel } from '../taxonomy/labelSets.ts';
import { isRight } from './confusionMatrix.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';

type Said = Pick<EvaluatedCell, 'truth' | 'forcedCode'>;

/** Whether a cell of this class or set was called otherwise: it lowers its recall. */
export function isMissed(label: LabelCode, { truth, forcedCode }: Said): boolean {
  return truth === label && !isRight(label, forcedCode);
}

/** Whether another cell was taken for one of this class or set: it lowers its precision, as `classFigures` counts it. */
export function isFalselyCalled(label: LabelCode, { truth, forcedCode }: Said): boolean {
  const isRelated = truth === label || classesOfLabel(label).some((code) => code === truth) || classesOfLabel(truth).some((code) => code === label);
  return !isRelated && isRight(label, forcedCode);
}
