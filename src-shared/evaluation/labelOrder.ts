import { cellClasses } from '../taxonomy/cellClasses.ts';
import { classesOfLabel, labelSets, type LabelCode, type LabelSetCode } from '../taxonomy/labelSets.ts';

const sets = Object.keys(labelSets) as LabelSetCode[];

/** Every label in report order; a set of classes stands behind the last of its members. */
const labelsInOrder: readonly LabelCode[] = cellClasses.flatMap(({ code }) =>
  [code, ...sets.filter((set) => classesOfLabel(set).at(-1) === code)]);

const places = new Map<LabelCode, number>(labelsInOrder.map((label, place) => [label, place]));

/** The labels, each once, in report order. */
export function inReportOrder(labels: Iterable<LabelCode>): LabelCode[] {
  return [...new Set(labels)].sort((a, b) => places.get(a)! - places.get(b)!);
}

/** Whether a label names a set of classes and not one class. */
export function isLabelSet(label: LabelCode): label is LabelSetCode {
  return label in labelSets;
}
