import { expect, it } from 'vitest';
import { confusedPairs } from './confusedPairs.ts';

const calls = {
  trueCodes: ['MMZ', 'NGB', 'NGS', 'LYT', 'EBP'] as const, calledCodes: ['MMZ', 'NGB', 'NGS', 'LYT', 'EBP', 'EBO', 'UNK'] as const,
  rows: [[40, 3, 0, 0, 0, 0, 9], [2, 60, 14, 0, 0, 0, 9], [0, 11, 90, 0, 0, 0, 1], [0, 0, 0, 80, 20, 0, 0], [0, 0, 0, 5, 1, 1, 0]],
};

it('ranks neighbours of a series by how surely they are confused, and nothing else', () => {
  const pairs = confusedPairs(calls);
  expect(pairs.map(({ classes, cells, confused }) => [classes.join('-'), cells, confused])).toEqual([['NGB-NGS', 175, 25], ['EBP-EBO', 2, 1], ['MMZ-NGB', 105, 5]]);
  expect(pairs[0].interval.lower).toBeCloseTo(0.0987, 3);
});

it('knows no pair where nothing was called', () => {
  expect(confusedPairs({ trueCodes: [], calledCodes: [], rows: [] })).toEqual([]);
});
