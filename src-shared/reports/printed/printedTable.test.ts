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
