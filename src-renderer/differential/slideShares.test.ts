import { describe, expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { slideShares } from './slideShares.ts';

const document = buildDifferentialDocument({ ...exampleInput, confusion: undefined });

describe('slideShares', () => {
  it('give each slide its own percentages, and the sum of all last', () => {
    const shares = slideShares(document, [{ name: 'one', counts: { BLA: 10, NGS: 90, SMU: 40 } }, { name: 'two', counts: { BLA: 30, NGS: 70 } }], 'all');
    expect(shares.parts).toEqual(['one', 'two', 'all']);
    expect(shares.counted).toEqual([100, 100, 200]);
    expect(shares.rows.map(({ code, cells }) => [code, cells.map(({ percent }) => percent)])).toEqual([['BLA', ['10.0', '30.0', '20.0']], ['NGS', ['90.0', '70.0', '80.0']]]);
  });

  it('are printed as the differential is: they add up, and keep their side of a limit', () => {
    // 31, 28 and 1 of 60 are 51.67, 46.67 and 1.67 %; 999 of 5000 are 19.98 %, under the limit of 20.
    const percentages = (counts: Record<string, number>) => slideShares(document, [{ name: 'one', counts }], 'all').rows.map(({ cells }) => cells[0].percent);
    const three = percentages({ NGS: 31, LYT: 28, PLM: 1 });
    expect(three.reduce((sum, percent) => sum + Math.round(10 * Number(percent)), 0)).toBe(1000);
    expect(percentages({ BLA: 999, NGS: 4001 })).toEqual(['19.9', '80.1']);
    const all = slideShares(document, [{ name: 'one', counts: document.counts }], 'all');
    for (const { code, cells } of all.rows) expect(cells[0].percent).toBe(document.rows.find((row) => row.code === code)!.printedPercent!.toFixed(1));
  });

  it('need no sum for one slide, and no percentage for one without cells', () => {
    expect(slideShares(document, [{ name: 'one', counts: { BLA: 1 } }], 'all').parts).toEqual(['one']);
    expect(slideShares(document, [{ name: 'one', counts: { BLA: 1 } }, { name: 'two', counts: {} }], 'all').rows[0].cells[1]).toEqual({ count: 0, percent: '' });
  });
});
