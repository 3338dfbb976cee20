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

  it('need no sum for one slide, and no percentage for one without cells', () => {
    expect(slideShares(document, [{ name: 'one', counts: { BLA: 1 } }], 'all').parts).toEqual(['one']);
    expect(slideShares(document, [{ name: 'one', counts: { BLA: 1 } }, { name: 'two', counts: {} }], 'all').rows[0].cells[1]).toEqual({ count: 0, percent: '' });
  });
});
