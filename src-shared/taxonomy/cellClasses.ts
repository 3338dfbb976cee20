/**
 * The classes a cell can have, in the order of the report.
 * Order and inclusion follow the ICSH marrow guideline (doi 10.1111/j.1751-553X.2008.01100.x, section 2.6); codes are our own.
 */
export type Lineage = 'myeloid' | 'erythroid' | 'monocytic' | 'lymphoid' | 'plasma' | 'mast' | 'macrophage' | 'megakaryocyte' | 'noCell' | 'own' | 'unknown';

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

const namedCodes = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MAS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO', 'MAC', 'MEG', 'SMU', 'ART'] as const;

/** The classes of the product: those that a classifier can name. */
export const productClassCodes = [...namedCodes, 'UNK'] as const;
export type ProductClassCode = (typeof productClassCodes)[number];

/**
 * Places for the classes that a laboratory adds. A cell keeps the place; what the place is called, in letters and in words, is
 * a setting (`classBook`), so a class can be given a better name without touching a single call. The machine never gives one.
 */
export const ownClassCodes = ['OW1', 'OW2', 'OW3', 'OW4', 'OW5', 'OW6', 'OW7', 'OW8'] as const;
export type OwnClassCode = (typeof ownClassCodes)[number];

/** Every code that a cell can have, in the order of the report; what cannot be named comes last. */
export const classCodes = [...namedCodes, ...ownClassCodes, 'UNK'] as const;
export type ClassCode = (typeof classCodes)[number];

/** The classes of the product, in the order of the report. */
export const cellClasses: readonly (CellClass & { readonly code: ProductClassCode })[] = [
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

const ownClasses: readonly CellClass[] = ownClassCodes.map((code, place) => ({ code, name: `Own class ${place + 1}`, lineage: 'own', inMarrowDifferential: false }));
const byCode = new Map<string, CellClass>([...cellClasses, ...ownClasses].map((cellClass) => [cellClass.code, cellClass]));
const ofProduct: ReadonlySet<string> = new Set(productClassCodes);

/**
 * The class of a code. One of a laboratory's own has a name here only until a `classBook` says what it is called, and stands in
 * the differential where its scheme says. Throws a RangeError on a code that is none: check foreign input with `isClassCode` first.
 */
export function cellClass(code: ClassCode): CellClass {
  const found = byCode.get(code);
  if (!found) throw new RangeError(`No cell class has the code ${code}`);
  return found;
}

/** Whether a cell can have this code: a class of the product, or a place for one of the laboratory's own. */
export function isClassCode(code: string): code is ClassCode {
  return byCode.has(code);
}

/** Whether a classifier can name this class. */
export function isProductClass(code: string): code is ProductClassCode {
  return ofProduct.has(code);
}
