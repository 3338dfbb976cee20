import { expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { describeCount, exitCodeOfCount } from './describeCount.ts';
import { describeTable } from './describeTable.ts';

const files = ['/results/differential.json', '/results/report.pdf'];

it('says how many cells were counted, by whom they were reviewed, the table of the report, and where the files lie', () => {
  const document = buildDifferentialDocument({ ...exampleInput, review: { state: 'reviewed', cellsReviewed: 568, cellsChanged: 9, by: 'Dr A', at: '2026-11-21T09:30:00Z' }, manual: { NGS: 4 }, named: [{ code: 'NGS', cells: 4 }] });
  const text = describeCount({ document, files });
  expect(text).toMatch(/^500 cells counted: 496 on 2 smears, 4 by eye; 27 could not be named \(5\.1 % of the counted and unnamed cells\)\. Reviewed by Dr A, 2026-11-21 09:30 UTC\.\n/);
  expect(text).toContain(`\n${describeTable(document).join('\n')}\n`);
  expect(text).toMatch(/Written to \/results: differential\.json, report\.pdf\n$/);
});

it('gives the percentage of cells without a name as the note does, from the numbers', () => {
  const document = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { NGS: 120, UNK: 116 } });
  // A share that is kept with four decimals, 0.4915, would make it 49.1.
  expect(describeCount({ document, files })).toMatch(/^120 cells counted on 2 smears; 116 could not be named \(49\.2 % /);
  expect(describeCount({ document, files })).toContain('Note: 116 cells (49.2 % of the counted and unnamed ones)');
});

it('names results that lie near a limit, as the report does', () => {
  const document = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { BLA: 1, NGS: 199, UNK: 22 } });
  expect(describeCount({ document, files })).toContain('\nNear a limit: Blasts 0.5 % (1 of 200): chance alone does not take it across the decision thresholds of 5 and 10 %');
  expect(describeCount({ document: buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { NGS: 200 } }), files })).not.toContain('Near a limit');
});

it('notes that more cells were asked for than at first', () => {
  const document = buildDifferentialDocument({ ...exampleInput, target: { ...exampleInput.target, countedOnFrom: 300 } });
  expect(describeCount({ document, files })).toContain('\nNote: Counted on past the 300 cells first aimed at. ');
  expect(describeCount({ document: buildDifferentialDocument(exampleInput), files })).not.toContain('Counted on');
});

it('says in its last line that no cell was counted, and with what it ends', () => {
  const document = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { UNK: 27 } });
  expect(describeCount({ document, files })).toMatch(/^No cell was counted; 27 could not be named \(100\.0 %.*[^]*\nWritten to .*\nAs no cell was counted, the exit code is 4\. .*\n$/);
  expect(exitCodeOfCount(document)).toBe(4);
  const some = buildDifferentialDocument(exampleInput);
  expect([exitCodeOfCount(some), describeCount({ document: some, files }).includes('exit code')]).toEqual([0, false]);
});

it('does not speak of cells beside the count that are within it', () => {
  const document = buildDifferentialDocument({ ...exampleInput, scheme: { ...exampleInput.scheme, unknownInDenominator: true } });
  expect(describeCount({ document, files })).toMatch(/^527 cells counted on 2 smears\. Machine calls, not reviewed\.\n/);
});
