import { describe, expect, it } from 'vitest';
import { agreementCells, nextToSettle, shownDiffering } from './agreementCells.ts';
import type { DifferingCell } from './agreementCells.ts';

const differing: DifferingCell[] = [
  { cellId: 1, first: 'MYB', second: 'MMZ' }, { cellId: 2, first: 'NGB', second: 'NGS', consensus: 'NGS' }, { cellId: 3, first: 'MYB', second: 'MMZ' },
];

describe('agreementCells', () => {
  it('set the calls in report order, without classes nobody used, with their sums', () => {
    const cells = agreementCells({ codes: ['NGS', 'BLA', 'MYB', 'EOS'], rows: [[40, 0, 1, 0], [0, 5, 2, 0], [3, 0, 20, 0], [0, 0, 0, 0]] });
    expect(cells.codes).toEqual(['BLA', 'MYB', 'NGS']);
    expect(cells.rows.map(({ code, counts, sum }) => [code, counts, sum])).toEqual([['BLA', [5, 2, 0], 7], ['MYB', [0, 20, 3], 23], ['NGS', [0, 1, 40], 41]]);
    expect([cells.columnSums, cells.total]).toEqual([[5, 23, 43], 71]);
  });
});

describe('shownDiffering', () => {
  it('lays consensus calls on their way over those that are kept, and shows one pair only where asked', () => {
    expect(shownDiffering(differing, new Map([[1, 'MYB']]), undefined).map(({ consensus }) => consensus)).toEqual(['MYB', 'NGS', undefined]);
    expect(shownDiffering(differing, new Map(), { first: 'NGB', second: 'NGS' }).map(({ cellId }) => cellId)).toEqual([2]);
  });
});

describe('nextToSettle', () => {
  it('goes on to the next open cell, then round to the first, and stops when all are settled', () => {
    expect([nextToSettle(differing, 0), nextToSettle(differing, 2)]).toEqual([2, 0]);
    expect(nextToSettle(differing.map((cell) => ({ ...cell, consensus: 'MYB' as const })), 1)).toBeUndefined();
    expect(nextToSettle([], 0)).toBeUndefined();
  });
});
