import { expect, it } from 'vitest';
import { checkReferenceRanges, chicagoBloodRanges, flagOf, iowaMarrowRanges, rangeOfRow } from './referenceRanges.ts';

it('ships the Iowa ranges, with their source', () => {
  expect(checkReferenceRanges(iowaMarrowRanges).ranges.map(({ row, low, high }) => `${row} ${low}-${high}`)).toEqual([
    'M:E 2-4', 'ERYTHROID 18-32', 'BLA 0-2', 'PMO 2-6', 'MYB 3-7', 'MMZ 5-9', 'NGB 10-16', 'NGS 18-28', 'EOS 1-5', 'BAS 0-1', 'MON 1-5', 'LYT 9-19', 'PLM 0-1',
  ]);
  expect(iowaMarrowRanges.source).toContain('healthcare.uiowa.edu');
});

it('flags outside the limits only', () => {
  expect([1.9, 2, 6, 6.04].map((value) => flagOf(value, { low: 2, high: 6 }))).toEqual(['low', 'within', 'within', 'high']);
});

it('refuses edited ranges that cannot be', () => {
  const edited = (row: string, low: number, high: number) => ({ ...iowaMarrowRanges, ranges: [{ row, low, high }] });
  expect(() => checkReferenceRanges(edited('BLA', 3, 2))).toThrow(/BLA has limits 3 to 2/);
  expect(() => checkReferenceRanges(edited('BLA', 3, 200))).toThrow(/100 %/);
  expect(() => checkReferenceRanges({ ...iowaMarrowRanges, ranges: [...iowaMarrowRanges.ranges, { row: 'BLA', low: 0, high: 3 }] })).toThrow(/twice/);
});

it('ships ranges of adult blood, with their source, and finds that of all neutrophils for a row that holds both', () => {
  expect(checkReferenceRanges(chicagoBloodRanges).ranges.map(({ row, low, high }) => `${row} ${low}-${high}`)).toEqual(['NEUTROPHILS 39-75', 'NGB 0-6', 'EOS 0-7', 'BAS 0-2', 'MON 4-12', 'LYT 16-47']);
  expect(chicagoBloodRanges).toMatchObject({ specimen: 'blood', source: expect.stringContaining('uchicagomedlabs.testcatalog.org') as string });
  const lowOf = (code: string, ...classes: string[]) => rangeOfRow(chicagoBloodRanges, { code, classes })?.low;
  expect([lowOf('NGB+NGS', 'NGB', 'NGS'), lowOf('NEUTROPHILS', 'NGB', 'NGS'), lowOf('NGS', 'NGS'), lowOf('LYT', 'LYT')]).toEqual([39, 39, undefined, 16]);
});
