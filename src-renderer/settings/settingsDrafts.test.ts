import { describe, expect, it } from 'vitest';
import { chicagoBloodRanges, iowaMarrowRanges } from '#shared/differential/referenceRanges.ts';
import { classBookOf, productClassBook } from '#shared/taxonomy/classBook.ts';
import { classKeyProblems } from './classKeyProblems.ts';
import { rangeRows, readRanges, typedRanges } from './rangesDraft.ts';
import { readThreshold, typedThreshold } from './thresholdDraft.ts';

describe('class keys', () => {
  it('refuses a key that two classes have, whatever its case, and names both', () => {
    const problems = classKeyProblems({ BLA: 'b', BAS: 'B', PMO: 'p' }, productClassBook);
    expect(Object.keys(problems)).toEqual(['BLA', 'BAS']);
    expect(problems.BLA).toContain('BAS');
  });
  it('refuses the window’s own keys, and allows classes without one', () => {
    expect(Object.keys(classKeyProblems({ BLA: '?', PMO: '', MYB: 'm' }, productClassBook))).toEqual(['BLA']);
  });
});

describe('reference ranges', () => {
  it('come back as they were, and every published row can be edited', () => {
    expect(readRanges(typedRanges(iowaMarrowRanges.ranges)).ranges).toEqual(iowaMarrowRanges.ranges);
    for (const { specimen, ranges } of [iowaMarrowRanges, chicagoBloodRanges]) {
      const rows = rangeRows(specimen, []).map(({ row }) => row);
      expect(ranges.filter(({ row }) => !rows.includes(row))).toEqual([]);
    }
  });
  it('leaves out empty rows, and says which limits can’t be used', () => {
    const { ranges, problems } = readRanges({
      BLA: { low: '', high: '' }, PMO: { low: '2,5', high: '6' }, MYB: { low: '7', high: '3' }, NGB: { low: '1', high: '' }, EOS: { low: '1', high: '101' }, 'M:E': { low: '2', high: '120' },
    });
    expect(ranges).toEqual([{ row: 'PMO', low: 2.5, high: 6 }, { row: 'M:E', low: 2, high: 120 }]);
    expect(Object.keys(problems)).toEqual(['MYB', 'NGB', 'EOS']);
  });
});

describe('limits', () => {
  it('reads classes as codes in any writing', () => {
    expect(readThreshold({ name: ' Blasts ', classes: 'bla + pmo, BLA', percent: '20' }, productClassBook)).toEqual({ threshold: { name: 'Blasts', classes: ['BLA', 'PMO'], percent: 20 } });
    expect(typedThreshold({ name: 'Blasts', classes: ['BLA', 'PMO'], percent: 20 }, productClassBook)).toEqual({ name: 'Blasts', classes: 'BLA, PMO', percent: '20' });
  });
  it('reads and writes a laboratory’s own classes by their letters', () => {
    const book = classBookOf([{ code: 'OW2', letters: 'HCL', name: 'Hairy cell', marrow: 'counted', blood: 'counted' }]);
    expect(readThreshold({ name: 'Hairy cells', classes: 'hcl, LYT', percent: '5' }, book)).toEqual({ threshold: { name: 'Hairy cells', classes: ['LYT', 'OW2'], percent: 5 } });
    expect(typedThreshold({ name: 'Hairy cells', classes: ['OW2'], percent: 5 }, book).classes).toBe('HCL');
    expect(readThreshold({ name: 'Hairy cells', classes: 'OW2', percent: '5' }, book)).toHaveProperty('problem');
  });
  it.each([
    [{ name: '', classes: 'BLA', percent: '20' }], [{ name: 'Blasts', classes: 'BLX', percent: '20' }], [{ name: 'Blasts', classes: '', percent: '20' }],
    [{ name: 'Blasts', classes: 'BLA', percent: '' }], [{ name: 'Blasts', classes: 'BLA', percent: '100' }],
  ])('refuses %o', (typed) => { expect(readThreshold(typed, productClassBook)).toHaveProperty('problem'); });
});
