import { expect, test } from 'vitest';
import { CellIndex } from './cellIndex.ts';
import { cellsInView } from './cellsInView.ts';
import { columnsOfBoxes } from './columnsOfBoxes.fixture.ts';

test('the nearest to the middle come first; hidden ones and those out of view not at all', () => {
  const columns = columnsOfBoxes([[10, 10, 10, 10], [48, 48, 10, 10], [60, 60, 10, 10], [45, 70, 10, 10], [500, 500, 10, 10]]);
  const view = { scale: 2, rotationDegrees: 0, centreXPx: 50, centreYPx: 50, screenWidth: 200, screenHeight: 200 };
  const slideCells = { columns, index: new CellIndex(columns, 0), isShown: (row: number) => row !== 2 };
  expect(cellsInView(slideCells, view, 2)).toEqual({ rows: [1, 3], count: 3 });
});
