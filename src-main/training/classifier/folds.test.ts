import { describe, expect, it } from 'vitest';
import { groupedFolds } from './folds.ts';

describe('groupedFolds', () => {
  const cells = Array.from({ length: 200 }, (_, i) => ({ group: `g${Math.floor(i / 3)}`, label: i % 7 === 0 ? 'BLA' : i % 2 ? 'NGS' : 'LYT' }));

  it('never parts a group, uses every fold, and repeats for a seed', () => {
    const folds = groupedFolds(cells, 5, 1);
    cells.forEach((cell, i) => cells.forEach((other, j) => { if (cell.group === other.group) expect(folds[i]).toBe(folds[j]); }));
    expect(new Set(folds).size).toBe(5);
    expect(groupedFolds(cells, 5, 1)).toEqual(folds);
    expect(groupedFolds(cells, 5, 2)).not.toEqual(folds);
  });

  it('spreads a rare class over the folds', () => {
    const folds = groupedFolds(cells, 5, 1);
    for (let fold = 0; fold < 5; fold++) {
      const blasts = cells.filter((cell, i) => cell.label === 'BLA' && folds[i] === fold).length;
      expect(blasts).toBeGreaterThanOrEqual(4);
      expect(blasts).toBeLessThanOrEqual(8);
    }
  });
});
