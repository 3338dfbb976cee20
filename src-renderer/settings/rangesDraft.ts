import { checkReferenceRanges, erythroidRow, neutrophilRow, ratioRow } from '#shared/differential/referenceRanges.ts';
import type { ReferenceRange } from '#shared/differential/referenceRanges.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';
import { bloodScheme, marrowScheme } from '#shared/taxonomy/schemes.ts';
import { settingsTexts } from '../texts/settings.ts';
import { typedNumber } from '../ui/typedNumber.ts';

/** The limits of a row as typed; both empty where the laboratory has no range for it. */
export interface TypedRange { readonly low: string; readonly high: string }

const countedRows = ({ rows }: Scheme): { row: string; name: string }[] => rows.filter(({ place }) => place === 'counted').map(({ code, name }) => ({ row: code, name }));

const sums = {
  marrow: [{ row: erythroidRow, name: settingsTexts.erythroidTogether }, { row: ratioRow, name: settingsTexts.ratio }],
  blood: [{ row: neutrophilRow, name: settingsTexts.neutrophilsTogether }],
};

/** Rows that can have a range, in report order, with what they are called. A range of an own class is kept under its place, as its letters may change. */
export function rangeRows(specimen: 'marrow' | 'blood', own: readonly OwnClass[]): readonly { readonly row: string; readonly name: string }[] {
  const ownRows = own.filter((each) => each[specimen] === 'counted').map(({ code, name }) => ({ row: code, name }));
  return [...countedRows(specimen === 'marrow' ? marrowScheme : bloodScheme), ...ownRows, ...sums[specimen]];
}

export function typedRanges(ranges: readonly ReferenceRange[]): Record<string, TypedRange> {
  return Object.fromEntries(ranges.map(({ row, low, high }) => [row, { low: String(low), high: String(high) }]));
}

/** The ranges that were typed, and a sentence for each row whose limits can't be used. Rows left empty are no ranges. */
export function readRanges(typed: Readonly<Record<string, TypedRange>>): { readonly ranges: ReferenceRange[]; readonly problems: Readonly<Record<string, string>> } {
  const ranges: ReferenceRange[] = [];
  const problems: Record<string, string> = {};
  for (const [row, { low, high }] of Object.entries(typed)) {
    if (low.trim() === '' && high.trim() === '') continue;
    const range = { row, low: typedNumber(low), high: typedNumber(high) };
    if (Number.isNaN(range.low) || Number.isNaN(range.high)) { problems[row] = settingsTexts.rangeNotNumbers; continue; }
    try {
      checkReferenceRanges({ name: 'laboratory', source: '', specimen: 'marrow', population: '', ranges: [range] });
      ranges.push(range);
    } catch (error) {
      if (!(error instanceof MyeloscopeError)) throw error;
      problems[row] = settingsTexts.rangeRefused;
    }
  }
  return { ranges, problems };
}
