import { cellClass, type ClassCode, type Lineage } from '../taxonomy/cellClasses.ts';
import { classesOfLabel, type LabelCode } from '../taxonomy/labelSets.ts';
import { isRight } from './confusionMatrix.ts';
import { isLabelSet } from './labelOrder.ts';

/** Right, or one stage off in the same maturation series. Classes without a stage, and sets, must be right. */
export function isWithinOneStage(truth: LabelCode, call: ClassCode): boolean {
  if (isRight(truth, call)) return true;
  if (isLabelSet(truth)) return false;
  const [a, b] = [cellClass(truth), cellClass(call)];
  return a.series !== undefined && a.series === b.series && Math.abs(a.stage! - b.stage!) === 1;
}

/** The lineage of a label; the members of a set share theirs (EBX erythroid, PLT no cell). */
export function lineageOfLabel(label: LabelCode): Lineage {
  return cellClass(classesOfLabel(label)[0]).lineage;
}

/** Whether truth and call are of one lineage; smudges, artefacts and platelets are one group, "no cell". UNK agrees with nothing. */
export function isSameLineage(truth: LabelCode, call: ClassCode): boolean {
  const lineage = lineageOfLabel(truth);
  return lineage !== 'unknown' && lineage === cellClass(call).lineage;
}
