import { describe, expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { maturationGroups, percentAxis } from './maturationBars.ts';

describe('maturationGroups', () => {
  const machine = buildDifferentialDocument({ ...exampleInput, confusion: undefined });
  const reviewed = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { ...exampleInput.counts, MYB: 30, MMZ: 55 } });
  const groups = maturationGroups(reviewed, machine);

  it('run along each series from the youngest stage, the other counted cells last', () => {
    expect(groups.map(({ kind, bars }) => [kind, bars.map(({ code }) => code)])).toEqual([
      ['granulocytic', ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS']], ['erythroid', ['PEB', 'EBB', 'EBP', 'EBO']], ['others', ['EOS', 'BAS', 'MAS', 'MON', 'LYT', 'PLM']],
    ]);
  });

  it('carry the machine’s value only where it is another', () => {
    expect(groups[0].bars.filter(({ machinePercent }) => machinePercent !== undefined).map(({ code, percent, machinePercent }) => [code, percent, machinePercent])).toEqual([['MYB', 6, 8], ['MMZ', 11, 9]]);
  });

  it('are none where nothing was counted', () => { expect(maturationGroups(buildDifferentialDocument({ ...exampleInput, counts: {} }), machine)).toEqual([]); });

  it('have an axis of at most six round lines that holds every interval and range', () => {
    const { top, lines } = percentAxis(groups);
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines[0]).toBe(0);
    expect(lines.at(-1)).toBe(top);
    for (const { upper, range } of groups.flatMap(({ bars }) => bars)) expect(Math.max(upper, range?.high ?? 0)).toBeLessThanOrEqual(top);
    const all = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { NGS: 500 } });
    expect(percentAxis(maturationGroups(all, all)).top).toBe(100);
  });
});
