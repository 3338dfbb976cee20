import type { ClassCode } from './cellClasses.ts';
import { classCodes, isClassCode } from './cellClasses.ts';

/** Labels that name a set of classes, because whoever labelled the cell did not say more. Any class of the set is right. */
export const labelSets = {
  /** An erythroblast whose stage nobody noted. */
  EBX: ['PEB', 'EBB', 'EBP', 'EBO'],
  /** A platelet, giant platelet or clump: an artefact for the count. */
  PLT: ['ART'],
} as const satisfies Record<string, readonly ClassCode[]>;

export type LabelSetCode = keyof typeof labelSets;
export type LabelCode = ClassCode | LabelSetCode;
/** Every label there is: the classes in the order of the report, then the sets. */
export const labelCodes: readonly LabelCode[] = [...classCodes, ...(Object.keys(labelSets) as LabelSetCode[])];

export function isLabelCode(code: string): code is LabelCode {
  return isClassCode(code) || Object.hasOwn(labelSets, code);
}

/** The classes that are right for a label: the class itself, or the members of the set. */
export function classesOfLabel(label: LabelCode): readonly ClassCode[] {
  return label in labelSets ? labelSets[label as LabelSetCode] : [label as ClassCode];
}
