import { cellClasses, isProductClass } from './cellClasses.ts';
import type { ClassCode } from './cellClasses.ts';
import { MyeloscopeError } from '../errors/myeloscopeError.ts';

/**
 * Where a row of the report stands: `counted` rows make up the denominator; `per100` rows are given per 100 counted cells
 * (erythroblasts in blood); `noted` rows show a number and no percentage.
 */
export type RowPlace = 'counted' | 'per100' | 'noted';

/** One row of a differential: one class, or several taken together (bands with segmented neutrophils). */
export interface SchemeRow {
  /** The class code, or a code of the laboratory's own where classes are combined. */
  readonly code: string;
  readonly name: string;
  readonly classes: readonly string[];
  readonly place: RowPlace;
}

/** What a scheme says of a class that only this laboratory uses. The machine never gives it; a person can. */
export interface ClassOfScheme { readonly code: string; readonly name: string }

/** What is counted and how: rows in report order, the rule for cells that cannot be named, the number of cells aimed at. */
export interface Scheme {
  readonly id: string;
  readonly name: string;
  readonly specimen: 'marrow' | 'blood';
  readonly rows: readonly SchemeRow[];
  readonly ownClasses: readonly ClassOfScheme[];
  /** Whether cells that cannot be named (UNK) stand in the denominator. They are shown either way. */
  readonly unknownInDenominator: boolean;
  /** Counted cells to reach, 1 to 100,000. */
  readonly target: number;
  /** Whether a myeloid to erythroid ratio is given; `withMonocytes` is the ICSH definition. */
  readonly myeloidErythroid: 'withMonocytes' | 'withoutMonocytes' | 'none';
  /** How percentages are printed: so that they add up (the default), or each as near as it can be. Both to one decimal. */
  readonly rounding?: Rounding;
}

export type Rounding = 'addsTo100' | 'eachNearest';

const unknownCode: ClassCode = 'UNK';
const rowOfClass = (code: ClassCode, name: string, place: RowPlace): SchemeRow => ({ code, name, classes: [code], place });

/** Marrow: ICSH order and inclusion; 500 cells, as a precise abnormal percentage needs. */
export const marrowScheme: Scheme = {
  id: 'marrow', name: 'Bone-marrow aspirate', specimen: 'marrow',
  rows: cellClasses.filter(({ code }) => code !== unknownCode)
    .map(({ code, name, inMarrowDifferential }) => rowOfClass(code, name, inMarrowDifferential ? 'counted' : 'noted')),
  ownClasses: [], unknownInDenominator: false, target: 500, myeloidErythroid: 'withMonocytes',
};

/** Blood: 200 white cells; erythroblasts stand outside the denominator, per 100 white cells. */
export const bloodScheme: Scheme = {
  id: 'blood', name: 'Peripheral blood', specimen: 'blood',
  rows: [
    ...cellClasses.filter(({ code, lineage, inMarrowDifferential }) => code !== unknownCode && inMarrowDifferential && lineage !== 'erythroid')
      .map(({ code, name }) => rowOfClass(code, name, 'counted')),
    { code: 'NRBC', name: 'Erythroblasts (NRBC)', classes: ['PEB', 'EBB', 'EBP', 'EBO'], place: 'per100' },
    ...cellClasses.filter(({ code, inMarrowDifferential }) => code !== unknownCode && !inMarrowDifferential)
      .map(({ code, name }) => rowOfClass(code, name, 'noted')),
  ],
  ownClasses: [], unknownInDenominator: false, target: 200, myeloidErythroid: 'none',
};

/** The scheme with band and segmented neutrophils as one row, where the band row stood. */
export function withNeutrophilsCombined(scheme: Scheme): Scheme {
  const rows = scheme.rows.flatMap((row) => {
    if (row.code === 'NGS') return [];
    return row.code === 'NGB' ? [{ code: 'NGB+NGS', name: 'Neutrophil (band and segmented)', classes: ['NGB', 'NGS'], place: row.place }] : [row];
  });
  return checkScheme({ ...scheme, id: `${scheme.id}-neutrophils-combined`, rows });
}

/**
 * Gives a scheme back if it holds together: at least one counted row, every class of the product and of the laboratory in
 * exactly one row, codes that differ, a target of 1 to 100,000. Throws `bad-input` that names what is wrong.
 */
export function checkScheme(scheme: Scheme): Scheme {
  const refuse = (what: string): never => {
    throw new MyeloscopeError('bad-input', `The counting scheme "${scheme.name}" can't be used: ${what}.`, 'Correct the scheme.');
  };
  const own = new Set(scheme.ownClasses.map(({ code }) => code));
  for (const code of own) if (isProductClass(code)) refuse(`its own class ${code} has the code of a class of the product`);
  if (own.size !== scheme.ownClasses.length) refuse('two of its own classes have the same code');
  const seen = new Set<string>();
  for (const row of scheme.rows) {
    if (row.classes.length === 0) refuse(`its row ${row.code} holds no class`);
    for (const code of row.classes) {
      if (code === unknownCode) refuse('cells that cannot be named (UNK) have a rule of their own and no row');
      if (!isProductClass(code) && !own.has(code)) refuse(`its row ${row.code} names the class ${code}, which is none`);
      if (seen.has(code)) refuse(`the class ${code} stands in two rows`);
      seen.add(code);
    }
  }
  for (const code of [...cellClasses.map((known) => known.code), ...own]) {
    if (code !== unknownCode && !seen.has(code)) refuse(`the class ${code} stands in no row, so its cells would be lost`);
  }
  if (new Set(scheme.rows.map(({ code }) => code)).size !== scheme.rows.length) refuse('two rows have the same code');
  if (!scheme.rows.some(({ place }) => place === 'counted')) refuse('no row is counted');
  if (!Number.isInteger(scheme.target) || scheme.target < 1 || scheme.target > 100_000) refuse('its target is not a whole number from 1 to 100,000');
  return scheme;
}
