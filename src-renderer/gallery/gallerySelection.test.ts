import { describe, expect, it } from 'vitest';
import { columnsOfCells } from '../cells/columnsOfCells.fixture.ts';
import { groupByClass } from './groupByClass.ts';
import { nothingSelected, onlyShown, selectOne, stretchTo, toggleOne } from './gallerySelection.ts';

const order = [4, 9, -1, 7, 2];
const between = (from: number, to: number): number[] => {
  const [a, b] = [order.indexOf(from), order.indexOf(to)].sort((x, y) => x - y);
  return order.slice(a, b + 1);
};

describe('selecting cells', () => {
  it('takes one, adds and takes out, and stretches from the last one taken', () => {
    let selection = selectOne(9);
    selection = toggleOne(selection, 7);
    expect([...selection.ids]).toEqual([9, 7]);
    selection = stretchTo(selection, 9, between);
    expect([...selection.ids]).toEqual([9, -1, 7]);
    selection = stretchTo(selection, 2, between);
    expect([...selection.ids]).toEqual([7, 2]);
    expect([...toggleOne(selection, 2).ids]).toEqual([7]);
    expect([...stretchTo(nothingSelected, 4, between).ids]).toEqual([4]);
  });

  it('loses cells that are shown no longer', () => {
    const selection = stretchTo(selectOne(4), 7, between);
    expect([...onlyShown(selection, (id) => id > 0).ids]).toEqual([4, 9, 7]);
    expect(onlyShown(selection, () => true)).toBe(selection);
  });
});

describe('grouping cells', () => {
  it('goes by class in report order and keeps the order within', () => {
    const columns = columnsOfCells([{ id: 1, code: 'LYT' }, { id: 2, code: 'BLA' }, { id: 3, code: 'LYT' }, { id: 4, code: 'BLA' }]);
    expect(groupByClass(columns, [3, 2, 1, 0])).toEqual([{ code: 'BLA', rows: [3, 1] }, { code: 'LYT', rows: [2, 0] }]);
    expect(groupByClass(columns, [])).toEqual([]);
  });
});
