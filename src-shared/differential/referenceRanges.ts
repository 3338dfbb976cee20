import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { checkLimits } from './largestRemainder.ts';

/** One range, in percent of the counted cells (as a plain ratio for M:E), both limits inside. */
export interface ReferenceRange {
  /** A row of the scheme, or one of the sums below. */
  readonly row: string;
  readonly low: number;
  readonly high: number;
}

/** Rows a range can name that are sums over the table. */
export const ratioRow = 'M:E';
export const erythroidRow = 'ERYTHROID';
/** Band and segmented neutrophils: a sum where the scheme gives them apart, else the row that holds both. */
export const neutrophilRow = 'NEUTROPHILS';
const neutrophilClasses = ['NGB', 'NGS'];

/** A published set, or one the laboratory edits: every value with where it is from. */
export interface ReferenceRangeSet {
  readonly name: string;
  readonly source: string;
  /** Date of the source, as YYYY, YYYY-MM or YYYY-MM-DD; undefined prints as "date to be confirmed". */
  readonly sourceDate?: string;
  readonly specimen: 'marrow' | 'blood';
  readonly population: string;
  readonly ranges: readonly ReferenceRange[];
}

const range = (row: string, low: number, high: number): ReferenceRange => ({ row, low, high });

/** Adult marrow, University of Iowa pathology handbook, test 315. Published sets disagree: a laboratory should check and edit it. */
export const iowaMarrowRanges: ReferenceRangeSet = {
  name: 'Iowa adult marrow', source: 'University of Iowa, healthcare.uiowa.edu/path_handbook, test 315', specimen: 'marrow', population: 'adults',
  ranges: [
    range(ratioRow, 2, 4), range(erythroidRow, 18, 32), range('BLA', 0, 2), range('PMO', 2, 6), range('MYB', 3, 7), range('MMZ', 5, 9),
    range('NGB', 10, 16), range('NGS', 18, 28), range('EOS', 1, 5), range('BAS', 0, 1), range('MON', 1, 5), range('LYT', 9, 19), range('PLM', 0, 1),
  ],
};

/**
 * Adult blood, relative: University of Chicago Medical Laboratories, test DIFF, 16 years and older. Analysers, with which such ranges
 * are made, do not tell bands from segmented neutrophils, so their range is of both together. A laboratory should check and edit it.
 */
export const chicagoBloodRanges: ReferenceRangeSet = {
  name: 'Chicago adult blood', source: 'University of Chicago Medical Laboratories, uchicagomedlabs.testcatalog.org/show/DIFF-1', specimen: 'blood', population: '16 years and older',
  ranges: [range(neutrophilRow, 39, 75), range('NGB', 0, 6), range('EOS', 0, 7), range('BAS', 0, 2), range('MON', 4, 12), range('LYT', 16, 47)],
};

/** What a count of a specimen is compared with until a laboratory has set its own. */
export const deliveredRanges: Readonly<Record<ReferenceRangeSet['specimen'], ReferenceRangeSet>> = { marrow: iowaMarrowRanges, blood: chicagoBloodRanges };

/** The range of a row, by its code; that of all neutrophils where the row is those. */
export function rangeOfRow({ ranges }: Pick<ReferenceRangeSet, 'ranges'>, { code, classes }: { readonly code: string; readonly classes: readonly string[] }): ReferenceRange | undefined {
  const holdsNeutrophils = classes.length === 2 && neutrophilClasses.every((known) => classes.includes(known));
  return ranges.find(({ row }) => row === code) ?? (holdsNeutrophils ? ranges.find(({ row }) => row === neutrophilRow) : undefined);
}

export type RangeFlag = 'low' | 'within' | 'high';

/** Where the exact value lies. The limits themselves are within. */
export function flagOf(value: number, limits: { readonly low: number; readonly high: number }): RangeFlag {
  if (value < limits.low) return 'low';
  return value > limits.high ? 'high' : 'within';
}

/** Gives the set back if every range has its low below its high, whole tenths, and no row twice. Throws `bad-input` naming the row. */
export function checkReferenceRanges(set: ReferenceRangeSet): ReferenceRangeSet {
  const rows = new Set<string>();
  for (const { row, low, high } of set.ranges) {
    const refuse = (what: string): never => { throw new MyeloscopeError('bad-input', `Reference ranges "${set.name}": ${row} ${what}.`); };
    if (rows.has(row)) refuse('stands twice');
    if (!(low >= 0 && low < high)) refuse(`has limits ${low} to ${high}`);
    if (row !== ratioRow && high > 100) refuse('goes over 100 %');
    checkLimits([low, high]);
    rows.add(row);
  }
  return set;
}
