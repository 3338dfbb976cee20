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

it('draws intervals over groups', () => {
  const cells = Array.from({ length: 60 }, (_, i) => ({ truth: i % 2, call: i % 3 === 0 ? 1 - (i % 2) : i % 2, group: `g${Math.floor(i / 4)}` }));
  const { accuracy, intervals } = labelFigures(['PMO', 'MYB'], cells);
  expect(intervals.accuracy[0]).toBeLessThan(accuracy);
  expect(intervals.accuracy[1]).toBeGreaterThan(accuracy);
});
