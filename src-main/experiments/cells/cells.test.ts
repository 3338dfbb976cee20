import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeatureExtractor } from '../features/featureExtractor.ts';
import { chooseCells } from './chooseCells.ts';
import { placementsOf } from './cellViews.ts';
import type { ExperimentCell } from './experimentCell.ts';
import { extractFeatures } from './extractFeatures.ts';
import { foldCount, foldsOfCells } from './outerFolds.ts';

const cell = (label: string, i: number, group: string): ExperimentCell => ({ name: `${label}/${i}`, sha256: `${label}${i}`, label, group, spanUm: 22, read: () => Promise.reject(new Error('not read here')) });
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

it('takes a few cells of as many groups as a split needs, however large one of them is', () => {
  const cells = [...Array.from({ length: 300 }, (_, i) => cell('NGS', i, 'large')), cell('NGS', 300, 'small'), cell('NGS', 301, 'smaller'), ...many('LYT', 12, 12)];
  for (const seed of [1, 2, 3]) {
    const { cells: taken } = chooseCells(cells, (label) => label, ['NGS', 'LYT'], 6, seed), own = taken.filter(({ label }) => label === 'NGS');
    expect(own).toHaveLength(6);
    expect(new Set(own.map(({ group }) => group)).size).toBe(3);
  }
});

it('deals into as many folds as there are groups, and none of them is empty', () => {
  const cells = many('NGS', 20, 4), truths = cells.map(() => 0);
  expect([foldCount(cells, 'group', 6), foldCount(cells, 'group', 3), foldCount(cells, 'random', 6)]).toEqual([4, 3, 6]);
  expect(new Set(foldsOfCells(cells, truths, 'group', 4, 1)).size).toBe(4);
});

it('keeps a group on one side, or not at all where cells are dealt at random', () => {
  const cells = many('NGS', 60, 12), truths = cells.map(() => 0);
  const groupsOver = (folds: Int32Array) => [...Map.groupBy(cells.keys(), (i) => cells[i].group).values()].filter((members) => new Set(members.map((i) => folds[i])).size > 1).length;
  expect(groupsOver(foldsOfCells(cells, truths, 'group', 3, 1))).toBe(0);
  expect(groupsOver(foldsOfCells(cells, truths, 'random', 3, 1))).toBeGreaterThan(3);
});

it('works out features once, and again only for other cells or settings', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'features-'));
  try {
    let extracted = 0;
    const extractor: FeatureExtractor = {
      name: 'mean', title: 'Mean', release: () => Promise.resolve(),
      extract: (pictures) => { extracted += pictures.length; return Promise.resolve(pictures.map(({ rgb }) => Float32Array.of(rgb[0], rgb.length))); },
    };
    const cells = Array.from({ length: 19 }, (_, i) => ({ ...cell('NGS', i, 'g'), read: () => Promise.resolve({ widthPx: 12, heightPx: 12, rgb: new Uint8Array(432).fill(10 * i) }) }));
    const run = (some: readonly ExperimentCell[], copies: number, others: object = {}) =>
      extractFeatures(some, extractor, { patch: { sidePx: 6, spanUm: 20 }, copies, seed: 1, ...others }, (key) => path.join(directory, key), {});
    const first = await run(cells, 2);
    expect(first).toMatchObject({ columns: 2, rowsPerCell: 3 });
    expect([...first.values.subarray(0, 2), ...first.values.subarray(18, 20)]).toEqual([0, 108, 30, 108]);
    expect(extracted).toBe(57);
    // What else a run is asked for is no matter.
    expect(await run(cells, 2, { experiments: ['all'] })).toEqual(first);
    expect(extracted).toBe(57);
    await run(cells.slice(0, 4), 2);
    await run(cells, 0);
    expect(extracted).toBe(57 + 12 + 19);
    // Another picture under the same name.
    const replaced = cells.map((one, i) => (i === 3 ? { ...one, sha256: 'another', read: () => Promise.resolve({ widthPx: 12, heightPx: 12, rgb: new Uint8Array(432).fill(200) }) } : one));
    expect((await run(replaced, 0)).values[6]).toBe(200);
    // A file that was cut short is made again.
    for (const name of readdirSync(directory)) truncateSync(path.join(directory, name), 40);
    expect(await run(cells, 2)).toEqual(first);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('places the same copies of a cell in every run, others for another cell', () => {
  const placements = placementsOf('marrow/NGS/1.png', 3, 1);
  expect(placements).toHaveLength(4);
  expect(placements[0]).toEqual({ angle: 0, shiftXPx: 0, shiftYPx: 0 });
  expect(placementsOf('marrow/NGS/1.png', 3, 1)).toEqual(placements);
  expect(placementsOf('marrow/NGS/2.png', 3, 1)[1]).not.toEqual(placements[1]);
  for (const { shiftXPx, shiftYPx } of placements) expect(Math.max(Math.abs(shiftXPx), Math.abs(shiftYPx))).toBeLessThanOrEqual(10);
});
