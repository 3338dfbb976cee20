import { expect, test } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { allCells } from '../cells/cellFilter.ts';
import { CellWalk } from './cellWalk.ts';
import { columnsOfBoxes } from './columnsOfBoxes.fixture.ts';

function columnsSure(...confidences: number[]): ReturnType<typeof columnsOfBoxes> {
  return { ...columnsOfBoxes(confidences.map((_, i) => [i * 20, 0, 10, 10])), confidences: Float32Array.from(confidences) };
}

test('goes through the doubtful first, there and back, and ends at the ends', () => {
  const columns = columnsSure(0.9, 0.2, 0.5);
  const walk = new CellWalk();
  const step = (from: number | undefined, by: 1 | -1): number | undefined => walk.step(columns, allCells, 'doubtful', from, by);
  expect([step(undefined, 1), step(1, 1), step(2, 1), step(0, 1)]).toEqual([1, 2, 0, undefined]);
  expect([step(undefined, -1), step(0, -1), step(2, -1), step(1, -1)]).toEqual([0, 2, 1, undefined]);
  expect(walk.placeOf(2)).toEqual({ place: 2, of: 3 });
});

test('a cell that was named leaves the filter and not its place', () => {
  const columns = columnsSure(0.1, 0.2, 0.3, 0.4);
  const filter = { ...allCells, states: ['unreviewed' as const] };
  const walk = new CellWalk();
  expect(walk.step(columns, filter, 'doubtful', 0, 1)).toBe(1);
  columns.states[1] = cellState.reviewed;
  columns.states[2] = cellState.reviewed;
  expect(walk.step(columns, filter, 'doubtful', 1, 1)).toBe(3);
  expect(walk.step(columns, filter, 'doubtful', 3, -1)).toBe(0);
});

test('a cell whose review is undone is on the way, and no other loses its place', () => {
  const columns = columnsSure(0.1, 0.2, 0.3, 0.4);
  const filter = { ...allCells, states: ['unreviewed' as const] };
  const walk = new CellWalk();
  columns.states[2] = cellState.reviewed;
  expect(walk.step(columns, filter, 'doubtful', undefined, 1)).toBe(0);
  columns.states[1] = cellState.reviewed;
  columns.states[2] = 0;
  expect(walk.step(columns, filter, 'doubtful', 1, 1)).toBe(2);
  expect(walk.placeOf(2)).toEqual({ place: 3, of: 4 });
  expect(walk.step(columns, filter, 'doubtful', 3, -1)).toBe(2);
});

test('another filter is another way', () => {
  const columns = columnsSure(0.1, 0.2, 0.3);
  const walk = new CellWalk();
  walk.prepare(columns, allCells, 'counting');
  expect(walk.step(columns, { ...allCells, confidence: [0.15, 1] }, 'counting', undefined, 1)).toBe(1);
});
