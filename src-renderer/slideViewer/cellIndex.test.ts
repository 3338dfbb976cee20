import { expect, test } from 'vitest';
import { columnsOfBoxes } from './columnsOfBoxes.fixture.ts';
import { CellIndex } from './cellIndex.ts';

const everyCell = (): boolean => true;

test('only cells of its slide, and only those that touch the rectangle', () => {
  const columns = columnsOfBoxes([[0, 0, 10, 10], [100, 100, 20, 20], [105, 100, 20, 20]], [0, 0, 1]);
  expect(new CellIndex(columns, 0).rowsIn({ xPx: 90, yPx: 90, widthPx: 100, heightPx: 100 })).toEqual([1]);
  expect(new CellIndex(columns, 1).rowsIn({ xPx: 0, yPx: 0, widthPx: 1000, heightPx: 1000 })).toEqual([2]);
  expect(new CellIndex(columns, 2).rowsIn({ xPx: 0, yPx: 0, widthPx: 1000, heightPx: 1000 })).toEqual([]);
});

test('answers as a search through all cells does', () => {
  let seed = 7;
  const next = (): number => { seed = (seed * 48271) % 2147483647; return seed / 2147483647; };
  const boxes = Array.from({ length: 3000 }, () => [next() * 4000, next() * 3000, 20 + next() * 60, 20 + next() * 60]);
  const index = new CellIndex(columnsOfBoxes(boxes), 0);
  for (let i = 0; i < 50; i++) {
    const box = { xPx: next() * 3500, yPx: next() * 2500, widthPx: next() * 500, heightPx: next() * 500 };
    const wanted = boxes.flatMap(([x, y, w, h], row) => (x <= box.xPx + box.widthPx && x + w >= box.xPx && y <= box.yPx + box.heightPx && y + h >= box.yPx ? [row] : []));
    expect(index.rowsIn(box).sort((a, b) => a - b)).toEqual(wanted);
  }
});

test('cells that come later are found, few or many', () => {
  const first = [[0, 0, 10, 10]];
  const index = new CellIndex(columnsOfBoxes(first), 0);
  index.extend(columnsOfBoxes([...first, [50, 50, 80, 10]]));
  expect(index.rowsIn({ xPx: 45, yPx: 45, widthPx: 10, heightPx: 10 })).toEqual([1]);
  const many = [...first, [50, 50, 80, 10], ...Array.from({ length: 2500 }, (_, i) => [1000 + i, 0, 5, 5])];
  index.extend(columnsOfBoxes(many));
  expect(index.rowsIn({ xPx: 3499, yPx: 0, widthPx: 0.5, heightPx: 1 }).sort()).toEqual([2496, 2497, 2498, 2499, 2500, 2501].filter((row) => many[row][0] <= 3499.5 && many[row][0] + 5 >= 3499));
  expect(index.typicalSidePx).toBe(5);
});

test('a slide without cells gets its first one', () => {
  const index = new CellIndex(columnsOfBoxes([]), 0);
  expect(index.cellAt(5, 5, 10, everyCell)).toBeUndefined();
  index.extend(columnsOfBoxes([[0, 0, 10, 10]]));
  expect(index.cellAt(5, 5, 0, everyCell)).toBe(0);
});

test('a point means the small cell that lies upon a large one, and the large one beside it', () => {
  const index = new CellIndex(columnsOfBoxes([[0, 0, 200, 200], [20, 20, 30, 30]]), 0);
  expect(index.cellAt(35, 35, 0, everyCell)).toBe(1);
  expect(index.cellAt(120, 120, 0, everyCell)).toBe(0);
  expect(index.cellAt(35, 35, 0, (row) => row !== 1)).toBe(0);
});

test('a dot can be hit from a little beside it, not from afar', () => {
  const index = new CellIndex(columnsOfBoxes([[100, 100, 4, 4]]), 0);
  expect(index.cellAt(109, 102, 6, everyCell)).toBe(0);
  expect(index.cellAt(120, 102, 6, everyCell)).toBeUndefined();
});
