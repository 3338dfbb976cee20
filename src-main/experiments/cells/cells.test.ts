import { describe, expect, it } from 'vitest';
import { chooseCells } from './chooseCells.ts';
import { placementsOf } from './cellViews.ts';
import type { ExperimentCell } from './experimentCell.ts';
import { foldsOfCells } from './outerFolds.ts';

const cell = (label: string, i: number, group: string): ExperimentCell => ({ name: `${label}/${i}`, label, group, spanUm: 22, read: () => Promise.reject(new Error('not read here')) });
const many = (label: string, count: number, groups: number) => Array.from({ length: count }, (_, i) => cell(label, i, `${label}${i % groups}`));

describe('chooseCells', () => {
  it('leaves out labels that no split can hold, and tells them', () => {
    const chosen = chooseCells([...many('NGS', 9, 5), ...many('BLA', 5, 5), ...many('EOS', 8, 2), ...many('LYT', 7, 7)], (label) => label, ['BLA', 'NGS', 'EOS', 'LYT', 'MON'], Infinity, 1);
    expect(chosen.labels).toEqual(['NGS', 'LYT']);
    expect(chosen.leftOut).toEqual([{ label: 'BLA', cells: 5, why: 'fewer than 6 cells' }, { label: 'EOS', cells: 8, why: 'fewer than 3 groups' }]);
    expect(chosen.truths).toEqual(chosen.cells.map(({ label }) => chosen.labels.indexOf(label)));
  });

  it('takes at most so many of each, the same for the same seed', () => {
    const cells = [...many('NGS', 40, 40), ...many('LYT', 12, 12)];
    const take = () => chooseCells(cells, (label) => label, ['NGS', 'LYT'], 10, 3);
    expect(take().cells.map(({ label }) => label).filter((label) => label === 'NGS')).toHaveLength(10);
    expect(take().cells).toHaveLength(20);
    expect(take().cells.map(({ name }) => name)).toEqual(take().cells.map(({ name }) => name));
  });
});

it('keeps a group on one side, or not at all where cells are dealt at random', () => {
  const cells = many('NGS', 60, 12), truths = cells.map(() => 0);
  const groupsOver = (folds: Int32Array) => [...Map.groupBy(cells.keys(), (i) => cells[i].group).values()].filter((members) => new Set(members.map((i) => folds[i])).size > 1).length;
  expect(groupsOver(foldsOfCells(cells, truths, 'group', 3, 1))).toBe(0);
  expect(groupsOver(foldsOfCells(cells, truths, 'random', 3, 1))).toBeGreaterThan(3);
});

it('places the same copies of a cell in every run, others for another cell', () => {
  const placements = placementsOf('marrow/NGS/1.png', 3, 1);
  expect(placements).toHaveLength(4);
  expect(placements[0]).toEqual({ angle: 0, shiftXPx: 0, shiftYPx: 0 });
  expect(placementsOf('marrow/NGS/1.png', 3, 1)).toEqual(placements);
  expect(placementsOf('marrow/NGS/2.png', 3, 1)[1]).not.toEqual(placements[1]);
  for (const { shiftXPx, shiftYPx } of placements) expect(Math.max(Math.abs(shiftXPx), Math.abs(shiftYPx))).toBeLessThanOrEqual(10);
});
