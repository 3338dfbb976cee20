/**
 * The classes a cell can have, in the order of the report.
 * Order and inclusion follow the ICSH marrow guideline (doi 10.1111/j.1751-553X.2008.01100.x, section 2.6); codes are our own.
 */
export type Lineage = 'myeloid' | 'erythroid' | 'monocytic' | 'lymphoid' | 'plasma' | 'mast' | 'macrophage' | 'megakaryocyte' | 'noCell' | 'unknown';

/** A maturation series: classes with a stage in the same series are neighbours when their stages differ by one. */
export type Series = 'granulocytic' | 'erythroid';

export interface CellClass {
  readonly code: ClassCode;
  readonly name: string;
  readonly lineage: Lineage;
  readonly series?: Series;
  /** Place in the series, from 1. */
  readonly stage?: number;
  /** Whether it stands in the denominator of the marrow differential. UNK is shown, and a scheme says whether it counts. */
  readonly inMarrowDifferential: boolean;
}

export const classCodes = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MAS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO', 'MAC', 'MEG', 'SMU', 'ART', 'UNK'] as const;
export type ClassCode = (typeof classCodes)[number];

export const cellClasses: readonly CellClass[] = [
  { code: 'BLA', name: 'Blast', lineage: 'myeloid', series: 'granulocytic', stage: 1, inMarrowDifferential: true },
  { code: 'PMO', name: 'Promyelocyte', lineage: 'myeloid', series: 'granulocytic', stage: 2, inMarrowDifferential: true },
  { code: 'MYB', name: 'Myelocyte', lineage: 'myeloid', series: 'granulocytic', stage: 3, inMarrowDifferential: true },
  { code: 'MMZ', name: 'Metamyelocyte', lineage: 'myeloid', series: 'granulocytic', stage: 4, inMarrowDifferential: true },
  { code: 'NGB', name: 'Band neutrophil', lineage: 'myeloid', series: 'granulocytic', stage: 5, inMarrowDifferential: true },
  { code: 'NGS', name: 'Segmented neutrophil', lineage: 'myeloid', series: 'granulocytic', stage: 6, inMarrowDifferential: true },
  { code: 'EOS', name: 'Eosinophil', lineage: 'myeloid', inMarrowDifferential: true },
  { code: 'BAS', name: 'Basophil', lineage: 'myeloid', inMarrowDifferential: true },
  { code: 'MAS', name: 'Mast cell', lineage: 'mast', inMarrowDifferential: true },
  { code: 'MON', name: 'Monocyte', lineage: 'monocytic', inMarrowDifferential: true },
  { code: 'LYT', name: 'Lymphocyte', lineage: 'lymphoid', inMarrowDifferential: true },
  { code: 'PLM', name: 'Plasma cell', lineage: 'plasma', inMarrowDifferential: true },
  { code: 'PEB', name: 'Proerythroblast', lineage: 'erythroid', series: 'erythroid', stage: 1, inMarrowDifferential: true },
  { code: 'EBB', name: 'Basophilic erythroblast', lineage: 'erythroid', series: 'erythroid', stage: 2, inMarrowDifferential: true },
  { code: 'EBP', name: 'Polychromatic erythroblast', lineage: 'erythroid', series: 'erythroid', stage: 3, inMarrowDifferential: true },
  { code: 'EBO', name: 'Orthochromatic erythroblast', lineage: 'erythroid', series: 'erythroid', stage: 4, inMarrowDifferential: true },
  { code: 'MAC', name: 'Macrophage', lineage: 'macrophage', inMarrowDifferential: false },
  { code: 'MEG', name: 'Megakaryocyte', lineage: 'megakaryocyte', inMarrowDifferential: false },
  { code: 'SMU', name: 'Smudge cell', lineage: 'noCell', inMarrowDifferential: false },
  { code: 'ART', name: 'Artefact', lineage: 'noCell', inMarrowDifferential: false },
  { code: 'UNK', name: 'Cannot be named', lineage: 'unknown', inMarrowDifferential: false },
];

const byCode = new Map<string, CellClass>(cellClasses.map((cellClass) => [cellClass.code, cellClass]));

/** The class of a code. Throws a RangeError on a code that is none: check foreign input with `isClassCode` first. */
export function cellClass(code: ClassCode): CellClass {
  const found = byCode.get(code);
  if (!found) throw new RangeError(`No cell class has the code ${code}`);
  return found;
}

export function isClassCode(code: string): code is ClassCode {
  return byCode.has(code);
}
