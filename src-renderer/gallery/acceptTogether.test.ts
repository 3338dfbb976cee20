import { expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { columnsOfCells } from '../cells/columnsOfCells.fixture.ts';
import { areAcceptedTogether, isAcceptedTogether } from './acceptTogether.ts';

it('leaves cells that can\'t be named to be accepted one by one', () => {
  const columns = columnsOfCells([{ id: 1 }, { id: 2 }, { id: 3, code: 'UNK' }, { id: 4, code: 'UNK' }, { id: 5, code: 'UNK', state: cellState.reviewed }]);
  expect([isAcceptedTogether('MYB'), isAcceptedTogether('UNK')]).toEqual([true, false]);
  expect(areAcceptedTogether(columns, [0, 1, 2, 4])).toBe(true);
  expect(areAcceptedTogether(columns, [2, 3])).toBe(false);
});
