import { expect, it } from 'vitest';
import { allCells } from './cellFilter.ts';
import { describeFilter } from './describeFilter.ts';

const slides = [{ position: 0, name: 'one.tif' }, { position: 1, name: 'two.tif' }];

it('says in words what a filter shows, and nothing of one that hides nothing', () => {
  expect(describeFilter(allCells, slides)).toBe('');
  expect(describeFilter({ ...allCells, uncounted: true }, slides)).toBe('');
  expect(describeFilter({ ...allCells, slide: 1 }, slides)).toBe('two.tif');
  expect(describeFilter({ confidence: [0.5, 1], uncounted: false, slide: 0, lineages: ['lymphoid'], classes: ['LYT', 'MON'], states: ['unreviewed'] }, slides))
    .toBe('one.tif; Lymphoid; Lymphocyte, Monocyte; not reviewed; machine’s confidence 50 % to 100 %');
});
