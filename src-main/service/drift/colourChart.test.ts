import { expect, it } from 'vitest';
import type { SlideColoursInOrder } from '#main/store/repositories/slideColourRepository.ts';
import { colourChart, unlikeModel } from './colourChart.ts';

/** A slide of 100 cells whose nuclei have a density of blue. */
const slide = (slideId: number, blue: number, kind = 'marrow'): SlideColoursInOrder => ({ slideId, caseId: slideId, path: `/slides/${slideId}.svs`, createdAt: '', kind, cells: 100, sums: [1, 2, 3, 30, 60, 100 * blue] });

it('leaves slides that look alike within limits, and finds one that is stained otherwise', () => {
  const usual = Array.from({ length: 10 }, (_, i) => slide(i + 1, 0.5 + 0.01 * (i % 3)));
  const chart = colourChart([...usual, slide(11, 0.52), slide(12, 0.62), slide(13, 0.9, 'blood')], 'marrow');
  expect(chart).toMatchObject({ slides: 12, referenceSlides: 10 });
  const blue = chart.rows.find(({ name }) => name === 'nucleusBlue')!;
  expect(blue.points.map(({ state }) => state)).toEqual([...Array(11).fill('within') as string[], 'above']);
  expect(blue.points.at(-1)).toMatchObject({ slide: '12.svs', value: 0.62, isReference: false });
  // Three times the least deviation that matters: these slides are alike to a hundredth.
  expect(blue.upper - blue.mean).toBeCloseTo(0.06, 5);
});

it('says nothing of a few slides', () => {
  expect(colourChart([slide(1, 0.5), slide(2, 0.5)], 'marrow')).toMatchObject({ slides: 2, needed: 6, rows: [] });
});

it('names slides unlike what a model learnt from, the newest first, and in what', () => {
  const known = { specimen: 'marrow' as const, on: 'its cells', cells: 400, values: [{ name: 'nucleusBlue' as const, low: 0.4, high: 0.6 }, { name: 'nucleusRed' as const, low: 0.2, high: 0.4 }] };
  const { slides } = unlikeModel([slide(1, 0.3), slide(2, 0.5), slide(3, 0.65), slide(4, 0.7), slide(5, 0.9, 'blood')], known, 'cells');
  // A hundredth outside is nobody's concern.
  expect(slides.map(({ slide: name, colours }) => [name, colours])).toEqual([['4.svs', [{ name: 'nucleusBlue', state: 'above' }]], ['1.svs', [{ name: 'nucleusBlue', state: 'below' }]]]);
});
