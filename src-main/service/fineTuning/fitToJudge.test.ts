import { expect, it } from 'vitest';
import { drawnCellSources } from '#main/training/cellPictures/drawnCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { fitToJudge, leftOutInWords } from './fitToJudge.ts';

const heldOut = () => readCells(drawnCellSources(['NGS', 'LYT'], 4, 3).map((source, i) => ({ ...source, group: `patient ${i % 4}` })), () => Promise.reject(new Error('drawn cells are not read from files')), {}, undefined, { sidePx: 32, widthUm: 22 });

it('lets nobody judge of whom one cell was learnt from', async () => {
  const cells = await heldOut(), [learnt] = cells.cells;
  const { heldOut: fit, leftOut, flaw } = fitToJudge(cells, { pictures: [cells.hashOf(learnt)], unrecorded: [] });
  expect(fit.cells).toEqual(cells.cells.filter(({ group }) => group !== learnt.group));
  expect(leftOut.map(({ why }) => why)).toEqual([expect.stringMatching(/^it was learnt from/), expect.stringMatching(/^of the same patient or case another picture was learnt from/)]);
  expect(flaw).toBeUndefined();
  expect(leftOutInWords({ leftOut })).toEqual(['2 more were kept apart, but cannot judge: they, or other cells of their cases, were learnt from, now or by a model that takes part in the comparison.']);
  expect(leftOutInWords({ leftOut: [] })).toEqual([]);
});

it('says of a model without a record that nothing can be concluded', async () => {
  const { heldOut: fit, flaw } = fitToJudge(await heldOut(), { pictures: [], unrecorded: ['theirs'] });
  expect(fit.cells).toHaveLength(8);
  expect(flaw).toBe('What theirs learnt from is not recorded: the cells kept apart may be among it.');
});
