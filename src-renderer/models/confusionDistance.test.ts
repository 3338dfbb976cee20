import { expect, it } from 'vitest';
import { distanceOf, shownConfusion } from './confusionDistance.ts';

it('measures along the series, and not across', () => {
  expect([distanceOf('NGB', 'NGB'), distanceOf('NGB', 'NGS'), distanceOf('MYB', 'NGS'), distanceOf('BLA', 'PEB'), distanceOf('EOS', 'NGS'), distanceOf('EBP', 'EBO'), distanceOf('LYT', 'UNK')])
    .toEqual(['right', 'one', 'more', 'lineage', 'lineage', 'one', 'unnamed']);
});

it('leaves out what was neither there nor called, and keeps the diagonal', () => {
  const shown = shownConfusion({ specimen: 'marrow', on: 'test', trueCodes: ['MYB', 'NGS'], calledCodes: ['PMO', 'MYB', 'NGS', 'LYT', 'UNK'], rows: [[2, 0, 1, 0, 4], [0, 0, 9, 0, 1]] });
  expect(shown.columns).toEqual(['PMO', 'MYB', 'NGS', 'UNK']);
  expect(shown.rows).toEqual([{ code: 'MYB', counts: [2, 0, 1, 4], sum: 7 }, { code: 'NGS', counts: [0, 0, 9, 1], sum: 10 }]);
  expect(shown.byDistance).toEqual({ right: 9, one: 2, more: 1, lineage: 0, unnamed: 5 });
  expect(shown.cells).toBe(17);
});
