import { describe, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { allCells } from '../cells/cellFilter.ts';
import { columnsOfCells } from '../cells/columnsOfCells.fixture.ts';
import { sureCells } from './sureCells.ts';

const columns = columnsOfCells([
  { id: 1, code: 'NGS', confidence: 0.9 }, { id: 2, code: 'BLA', confidence: 0.98 }, { id: 3, code: 'NGS', confidence: 0.96 }, { id: 4, code: 'UNK', confidence: 0.99 },
  { id: 5, code: 'EOS', confidence: 0.99, familiarity: 0.01 }, { id: 6, code: 'EOS', confidence: 0.99, state: cellState.reviewed }, { id: 7, code: 'EOS', confidence: 0.99, state: cellState.removed },
  { id: -1, code: 'EOS', confidence: 1, state: cellState.added },
]);

describe('sure cells', () => {
  it('are unreviewed, counted, named, familiar and above the threshold', () => {
    const found = sureCells(columns, allCells, 0.95);
    expect(found).toMatchObject({ ids: [2, 3], byClass: [{ code: 'BLA', count: 1 }, { code: 'NGS', count: 1 }], left: 3 });
    expect(found.expectedWrong).toBeCloseTo(0.06, 5);
  });
  it('include the threshold itself, and may be none', () => {
    expect(sureCells(columnsOfCells([{ id: 1, confidence: 0.5 }]), allCells, 0.5).ids).toEqual([1]);
    expect(sureCells(columns, allCells, 1)).toMatchObject({ ids: [], byClass: [], expectedWrong: 0, left: 5 });
  });
  it('are among the cells that the filter shows, and so are those that are left', () => {
    const two = columnsOfCells([{ id: 1, code: 'NGS', confidence: 0.98 }, { id: 2, code: 'LYT', confidence: 0.98, slide: 1 }, { id: 3, code: 'NGS', confidence: 0.7 }, { id: 4, code: 'NGS', confidence: 0.98, state: cellState.removed }]);
    expect(sureCells(two, { ...allCells, classes: ['NGS'], uncounted: true }, 0.95)).toMatchObject({ ids: [1], left: 1 });
    expect(sureCells(two, { ...allCells, slide: 1 }, 0.95)).toMatchObject({ ids: [2], left: 0 });
    expect(sureCells(two, { ...allCells, states: ['agreed'] }, 0.95)).toMatchObject({ ids: [], left: 0 });
  });
});
