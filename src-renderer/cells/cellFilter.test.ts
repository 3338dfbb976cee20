import { describe, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { allCells, filterRows, narrowings, reviewStateOf } from './cellFilter.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';

const columns = columnsOfCells([
  { id: 1, code: 'BLA', confidence: 0.4 },
  { id: 2, code: 'NGS', confidence: 0.8, state: cellState.reviewed },
  { id: 3, code: 'EBP', machine: 'EBO', confidence: 0.7, state: cellState.reviewed, slide: 1 },
  { id: 4, code: 'BLA', state: cellState.removed },
  { id: 5, code: 'BLA', state: cellState.beyondTarget },
  { id: 6, code: 'LYT', state: cellState.excluded },
  { id: -1, code: 'PEB', machine: 'UNK', confidence: 1, state: cellState.added, slide: 1 },
]);
const idsOf = (filter: Partial<typeof allCells>): number[] => filterRows(columns, { ...allCells, ...filter }).map((row) => columns.ids[row]);

describe('filters of cells', () => {
  it('show the cells that count, and the others only where asked for', () => {
    expect(idsOf({})).toEqual([1, 2, 3, -1]);
    expect(idsOf({ uncounted: true })).toEqual([1, 2, 3, 4, 5, 6, -1]);
  });

  it('know what a person has done', () => {
    expect([0, 1, 2, 6].map((row) => reviewStateOf(columns, row))).toEqual(['unreviewed', 'agreed', 'changed', 'changed']);
    expect(idsOf({ states: ['unreviewed'] })).toEqual([1]);
    expect(idsOf({ states: ['agreed', 'changed'] })).toEqual([2, 3, -1]);
  });

  it('narrow by class, lineage, slide and confidence together', () => {
    expect(idsOf({ classes: ['BLA', 'NGS'] })).toEqual([1, 2]);
    expect(idsOf({ lineages: ['erythroid'] })).toEqual([3, -1]);
    expect(idsOf({ lineages: ['erythroid'], classes: ['BLA'] })).toEqual([]);
    expect(idsOf({ slide: 1 })).toEqual([3, -1]);
    expect(idsOf({ confidence: [0.4, 0.7] })).toEqual([1, 3]);
  });

  it('keep the order of the rows they are given', () => {
    expect(filterRows(columns, allCells, [6, 3, 0])).toEqual([6, 0]);
  });

  it('say how many parts of them hide or add something', () => {
    expect(narrowings(allCells)).toBe(0);
    expect(narrowings({ ...allCells, classes: [], confidence: [0, 0.5], uncounted: true })).toBe(3);
  });
});
