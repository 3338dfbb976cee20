import { expect, it } from 'vitest';
import { publishedNeutrophilicMatrix } from '../graebel/published.ts';
import { figuresOfMatrix, labelFigures } from './labelFigures.ts';

it('works out of the published matrix what the paper says of it', () => {
  const figures = figuresOfMatrix(publishedNeutrophilicMatrix.labels, publishedNeutrophilicMatrix.rows);
  expect(figures.cells).toBe(2012);
  expect(figures.accuracy).toBeCloseTo(0.824, 3);
  expect(figures.withinOneStage).toBeCloseTo(0.989, 3);
  // MYB: 180 right of 236 cells, called 236 times.
  expect(figures.perLabel[1]).toMatchObject({ label: 'MYB', support: 236 });
  expect(figures.perLabel[1].recall).toBeCloseTo(180 / 236, 12);
  expect(figures.perLabel[1].precision).toBeCloseTo(180 / 236, 12);
  expect(figures.mScore).toBeCloseTo(figures.perLabel.reduce((sum, { f1 }) => sum + Math.log(f1), 0), 12);
});

it('counts a lost label as 0.01 in the m-score, and no stages where there are none', () => {
  const figures = figuresOfMatrix(['cell', 'artefact'], [[3, 1], [2, 0]]);
  expect(figures.withinOneStage).toBeNull();
  expect(figures.mScore).toBeCloseTo(Math.log(6 / 9) + Math.log(0.01), 12);
  expect(figures.macroRecall).toBeCloseTo(0.375, 12);
});

it('takes an erythroblast without a stage for rightly called where its call is a stage, and does not hold it against that stage', () => {
  const labels = ['EBB', 'EBX', 'LYT'];
  // Truths by row. An EBX cell called EBB is right; an EBB cell called EBX is not told apart.
  const { accuracy, perLabel } = figuresOfMatrix(labels, [[3, 1, 0], [4, 2, 0], [0, 0, 5]]);
  expect(accuracy).toBeCloseTo(14 / 15, 12);
  expect(perLabel.map(({ label, precision, recall }) => [label, precision, recall])).toEqual([['EBB', 1, 0.75], ['EBX', 1, 1], ['LYT', 1, 1]]);
});

it('scales the m-score of a draw that misses a rare label to all labels, so that its interval is not the better for it', () => {
  // Ten labels of two groups each, all half right: whatever is drawn has an m-score of ten times the same.
  const labels = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MON', 'LYT'];
  const cells = labels.flatMap((_, truth) => [0, 1].flatMap((group) => [truth, (truth + 1) % 10].map((call) => ({ truth, call, group: `${truth} ${group}` }))));
  const { intervals, mScore } = labelFigures(labels, cells), f1 = Math.exp(mScore / 10);
  expect(f1).toBeCloseTo(0.5, 12);
  // Neighbours' calls spread F1 a little; a draw misses two of ten labels, which unscaled gave up to -3.
  expect(intervals.mScore[1]).toBeLessThan(-5.4);
});

it('draws intervals over groups', () => {
  const cells = Array.from({ length: 60 }, (_, i) => ({ truth: i % 2, call: i % 3 === 0 ? 1 - (i % 2) : i % 2, group: `g${Math.floor(i / 4)}` }));
  const { accuracy, intervals } = labelFigures(['PMO', 'MYB'], cells);
  expect(intervals.accuracy[0]).toBeLessThan(accuracy);
  expect(intervals.accuracy[1]).toBeGreaterThan(accuracy);
});
