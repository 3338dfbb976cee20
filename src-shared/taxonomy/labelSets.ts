import type { ClassCode, ProductClassCode } from './cellClasses.ts';
import { isProductClass, productClassCodes } from './cellClasses.ts';

/** Labels that name a set of classes, because whoever labelled the cell did not say more. Any class of the set is right. */
export const labelSets = {
  /** An erythroblast whose stage nobody noted. */
  EBX: ['PEB', 'EBB', 'EBP', 'EBO'],
  /** A platelet, giant platelet or clump: an artefact for the count. */
  PLT: ['ART'],
} as const satisfies Record<string, readonly ProductClassCode[]>;

export type LabelSetCode = keyof typeof labelSets;
export type LabelCode = ClassCode | LabelSetCode;
/** Every label that pictures can be filed under: the product's classes in the order of the report, then the sets. */
export const labelCodes: readonly LabelCode[] = [...productClassCodes, ...(Object.keys(labelSets) as LabelSetCode[])];

/** Whether pictures can be filed under this label. A laboratory's own classes are none: no classifier names them. */
export function isLabelCode(code: string): code is LabelCode {
  return isProductClass(code) || Object.hasOwn(labelSets, code);
}

/** The classes that are right for a label: the class itself, or the members of the set. */
export function classesOfLabel(label: LabelCode): readonly ClassCode[] {
  return label in labelSets ? labelSets[label as LabelSetCode] : [label as ClassCode];
}
