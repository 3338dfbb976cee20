import { expect, test } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { CaseCells, expectedCall, expectedRemoval } from '../cells/caseCells.ts';
import { allCells } from '../cells/cellFilter.ts';
import type { ChangedRows } from '../cells/rowsThatDiffer.ts';
import { columnsOfBoxes } from './columnsOfBoxes.fixture.ts';
import { SlideCells } from './slideCells.ts';

const boxes = [[0, 0, 10, 10], [50, 50, 10, 10], [90, 90, 10, 10]];
function caseCells(): CaseCells {
  const cells = new CaseCells(1, 'first');
  cells.receive(columnsOfBoxes(boxes, [0, 0, 1], [2, 3, 2]));
  return cells;
}

test('shows what the filter lets through, on this slide only, whatever slide the gallery shows', () => {
  const slideCells = new SlideCells(caseCells(), 0, { ...allCells, slide: 1 });
  expect([...slideCells.shown]).toEqual([1, 1, 0]);
  slideCells.setFilter({ ...allCells, classes: ['MMZ'] });
  expect([...slideCells.shown]).toEqual([0, 1, 0]);
});

test('a cell that is named otherwise leaves a filter by class, and only its row is told', () => {
  const cells = caseCells();
  const slideCells = new SlideCells(cells, 0, { ...allCells, classes: ['MYB'] });
  slideCells.follow();
  const told: ChangedRows[] = [];
  slideCells.onChanged((rows) => told.push(rows));
  cells.expect(expectedCall([1], 3));
  expect(slideCells.isShown(0)).toBe(false);
  cells.expect(expectedCall([3], 3));
  expect(told).toEqual([[0], []]);
});

test('a cell taken away is hidden until uncounted ones are asked for', () => {
  const cells = caseCells();
  const slideCells = new SlideCells(cells, 0);
  slideCells.follow();
  cells.expect(expectedRemoval([2]));
  expect([...slideCells.shown]).toEqual([1, 0, 0]);
  slideCells.setFilter({ ...allCells, uncounted: true });
  expect([...slideCells.shown]).toEqual([1, 1, 0]);
  expect(slideCells.columns.states[1] & cellState.removed).toBe(cellState.removed);
});

test('cells that a count adds can be hit', () => {
  const cells = caseCells();
  const slideCells = new SlideCells(cells, 0);
  slideCells.follow();
  cells.receive({ ...columnsOfBoxes([...boxes, [200, 200, 10, 10]], [0, 0, 1, 0], [2, 3, 2, 4]), version: 2 });
  expect(slideCells.index.cellAt(205, 205, 0, slideCells.isShown)).toBe(3);
});

test('one that did not follow for a while takes over what it missed', () => {
  const cells = caseCells();
  const slideCells = new SlideCells(cells, 0);
  const end = slideCells.follow();
  end();
  cells.receive({ ...columnsOfBoxes([...boxes, [200, 200, 10, 10]], [0, 0, 1, 0], [2, 3, 2, 4]), version: 2 });
  expect(slideCells.shown).toHaveLength(3);
  slideCells.follow();
  expect([...slideCells.shown]).toEqual([1, 1, 0, 1]);
});
