import { expect, it } from 'vitest';
import { withOwnClasses } from '../../taxonomy/ownClasses.ts';
import { bloodScheme, withNeutrophilsCombined } from '../../taxonomy/schemes.ts';
import { buildDifferentialDocument } from '../buildDifferentialDocument.ts';
import { exampleInput } from '../exampleDocument.ts';
import { englishTexts } from '../texts.ts';
import { printedTable } from './printedTable.ts';
import { tableNotes } from './tableNotes.ts';

const blood = buildDifferentialDocument({ ...exampleInput, scheme: bloodScheme, confusion: undefined, counts: { NGB: 6, NGS: 150, LYT: 30, MON: 14, EBO: 3, SMU: 20_000 } });

it('prints a blood count: white cells, the total, the neutrophils together, erythroblasts per 100, then what was noted', () => {
  const rows = printedTable(blood, englishTexts);
  expect(rows.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1])).toEqual(['cells', 'total', 'sum', 'per100', 'noted']);
  const row = (code: string) => rows.find((candidate) => candidate.code === code);
  expect(row('NEUTROPHILS')).toMatchObject({ name: 'All neutrophils', count: '156', percent: '78.0', range: '39 to 75', flag: 'high', lineage: 'myeloid' });
  expect(row('LYT')).toMatchObject({ percent: '15.0', range: '16 to 47', flag: 'low' });
  expect(row('NGS')).toMatchObject({ percent: '75.0', range: '', flag: undefined });
  expect(row('NRBC')).toMatchObject({ name: 'Erythroblasts (NRBC), per 100 white cells', count: '3', percent: '1.5' });
  expect(row('SMU')).toMatchObject({ count: '20\u2009000', percent: '', isEmpty: false });
});

it('names the source of the ranges under the table', () => {
  expect(tableNotes(blood, englishTexts).find((note) => note.includes('uchicagomedlabs.testcatalog.org'))).toContain('16 years and older');
});

it('says under the table that more cells were asked for than at first, and what that does to the interval; and only where they were counted', () => {
  const notes = (countedOnFrom: number | undefined, counts: Record<string, number>, manual = {}) => tableNotes(buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts, manual, target: { cells: 500, everything: false, shares: [500], short: 0, countedOnFrom } }), englishTexts).filter((note) => note.startsWith('Counted on'));
  expect(notes(500, { BLA: 45, NGS: 855 })).toEqual([expect.stringMatching(/^Counted on past the 500 cells first aimed at\. Where .* near a limit, the 95 % interval holds the truth less often \(84 to 87 of 100 times /)]);
  expect(notes(500, { BLA: 25, NGS: 475 })).toEqual([]);
  // Nor by twenty more that were counted by eye.
  expect(notes(500, { BLA: 25, NGS: 495 }, { NGS: 20 })).toEqual([]);
  expect(notes(undefined, { BLA: 45, NGS: 855 })).toEqual([]);
});

it('lists the cells counted by eye under the letters that the table has for them', () => {
  const scheme = withOwnClasses(withNeutrophilsCombined(bloodScheme), [{ code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'counted' }]);
  const noteOf = (manual: Record<string, number>) => tableNotes(buildDifferentialDocument({ ...exampleInput, scheme, confusion: undefined, counts: { LYT: 200, ...manual }, manual }), englishTexts).find((note) => note.includes('by eye'));
  expect(noteOf({ OW2: 1 })).toMatch(/: 1 cell \(HC 1\)\.$/);
  // One row holds both neutrophils; what was counted of each is still said.
  expect(noteOf({ NGB: 2, NGS: 40, OW2: 3 })).toMatch(/: 45 cells \(NGB 2, NGS 40, HC 3\)\.$/);
});

it('prints no lower end too high because a range begins at 0', () => {
  const one = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { NGS: 499, BLA: 1 } });
  expect(printedTable(one, englishTexts).find(({ code }) => code === 'BLA')).toMatchObject({ percent: '0.2', interval: '0.0 to 1.1' });
});

it('prints M:E and the rate per 100 with the interval that its label names, and a small M:E with digits enough', () => {
  const printed = (change: Partial<typeof exampleInput>, kind: string) => printedTable(buildDifferentialDocument({ ...exampleInput, confusion: undefined, ...change }), englishTexts).find((row) => row.kind === kind);
  const exact = { printedInterval: 'clopperPearson' as const };
  expect(printed({ counts: { NGS: 31, EBP: 15 } }, 'ratio')).toMatchObject({ percent: '2.1', interval: '1.1 to 3.8' });
  expect(printed({ counts: { NGS: 31, EBP: 15 }, ...exact }, 'ratio')).toMatchObject({ percent: '2.1', interval: '1.1 to 4.1' });
  expect(printed({ counts: { NGS: 12, EBP: 290 } }, 'ratio')).toMatchObject({ percent: '0.041', interval: '0.023 to 0.073' });
  expect(printed({ counts: { NGS: 1, EBP: 399 } }, 'ratio')).toMatchObject({ percent: '0.0025', interval: '0.0004 to 0.014' });
  expect(buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { NGS: 1, EBP: 399 } }).myeloidErythroid?.printed).toBe(0.0025);
  expect(printed({ counts: { NGS: 0, EBP: 400 } }, 'ratio')).toMatchObject({ percent: '0.0', interval: '0.0 to 0.0096' });
  const nrbc = { scheme: bloodScheme, counts: { NGS: 200, EBO: 30 } };
  expect(printed(nrbc, 'per100')).toMatchObject({ percent: '15.0', interval: '10.2 to 22.0' });
  expect(printed({ ...nrbc, ...exact }, 'per100')).toMatchObject({ percent: '15.0', interval: '9.9 to 22.1' });
});

it('prints an end of an interval on its side of a threshold, however near it lies', () => {
  // Wilson's upper end of 130 of 1530 is 9.99995 %: clear below 10 %.
  const made = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { BLA: 130, NGS: 1400 } });
  expect(made.thresholds[1]).toMatchObject({ percent: 10, state: 'clear', side: 'below' });
  expect(made.rows[0].interval95?.wilson.upper).toBe(9.9999);
  expect(printedTable(made, englishTexts)[0]).toMatchObject({ code: 'BLA', percent: '8.5', interval: '7.2 to 9.9' });
});
