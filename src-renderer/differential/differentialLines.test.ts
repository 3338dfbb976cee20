import { describe, expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { differentialLines } from './differentialLines.ts';

const machine = buildDifferentialDocument(exampleInput);
const reviewed = buildDifferentialDocument({ ...exampleInput, counts: { ...exampleInput.counts, BLA: 20, PMO: 22 } });

describe('differentialLines', () => {
  const lines = differentialLines(reviewed, machine, englishTexts);
  const line = (code: string) => lines.find((candidate) => candidate.code === code)!;

  it('keep the order of the report: counted classes, the total, sums, M:E, then what was noted', () => {
    const kinds = lines.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1]);
    expect(kinds).toEqual(['cells', 'total', 'sum', 'ratio', 'noted']);
    expect(lines.filter(({ kind }) => kind === 'cells').map(({ code }) => code).slice(0, 4)).toEqual(['BLA', 'PMO', 'MYB', 'MMZ']);
    expect(line('UNK')).toMatchObject({ kind: 'noted', name: englishTexts.unnamedRow, count: '27' });
  });

  it('set the machine beside the reviewer, with the difference in cells', () => {
    expect(line('BLA')).toMatchObject({ count: '20', percent: '4.0', machine: { count: 24, percent: '4.8', change: -4 } });
    expect(line('PMO').machine?.change).toBe(4);
    expect(line('M:E')).toMatchObject({ count: '312 : 122', machine: { change: 0 } });
  });

  it('print intervals, ranges and flags of the row', () => {
    expect(line('BLA')).toMatchObject({ interval: '2.6 to 6.1', range: '0 to 2', flag: 'high' });
    expect(line('BLA').machineInterval).toMatch(/^\d+\.\d to \d+\.\d$/);
    expect(line('M:E').machineInterval).toMatch(/^\d+\.\d to \d+\.\d$/);
    expect(line('total')).toMatchObject({ count: '500', percent: '100.0', interval: '' });
  });

  it('begin a group where the lineage changes, and never at the first line', () => {
    expect(lines.filter(({ beginsGroup }) => beginsGroup).map(({ code }) => code)).toEqual(['MAS', 'PEB', 'total', 'ERYTHROID', 'MAC']);
  });

  it('show numbers without percentages where nothing was counted, and an M:E without an upper end where no erythroid cell was', () => {
    const none = buildDifferentialDocument({ ...exampleInput, counts: {} });
    expect(differentialLines(none, none, englishTexts).every(({ percent, interval }) => percent === '' && interval === '')).toBe(true);
    const noErythroid = buildDifferentialDocument({ ...exampleInput, counts: { NGS: 50 } });
    expect(differentialLines(noErythroid, machine, englishTexts).find(({ code }) => code === 'M:E')).toMatchObject({ percent: '∞', interval: expect.stringMatching(/ to ∞$/) as string });
  });
});
