import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { figuresByCells, printedFigure } from './cardFigures.ts';

it('puts figures of the same cells together, and those of a class into one row in report order', () => {
  const figures = [
    { name: 'accuracy', value: 0.8, count: 50, on: 'marrow', interval: [0.7, 0.9] as [number, number] },
    { name: 'perClass.LYT.recall', value: 0.5, count: 12, on: 'marrow' },
    { name: 'perClass.NGS.precision', value: 0.9, count: 30, on: 'marrow', interval: [0.8, 1] as [number, number] },
    { name: 'perClass.NGS.recall', value: 0.7, count: 30, on: 'marrow' }, { name: 'perClass.NGS.f1', value: 0.79, count: 30, on: 'marrow' },
    { name: 'accuracy', value: 0.9, count: 20, on: 'blood' },
  ];
  expect(figuresByCells(figures)).toEqual([
    { on: 'marrow', whole: [figures[0]], classes: [
      { code: 'NGS', count: 30, precision: { value: 0.9, interval: [0.8, 1] }, recall: { value: 0.7, interval: undefined } },
      { code: 'LYT', count: 12, recall: { value: 0.5, interval: undefined } },
    ] },
    { on: 'blood', whole: [figures[5]], classes: [] },
  ]);
});

it('prints shares as percentages, and what is no share as a number', () => {
  const on = 'fields';
  expect(printedFigure({ name: 'centreRecall', value: 0.9327, interval: [0.8515, 1], on })).toEqual({ name: 'Found by their middles, of all cells', value: '93.3 %', interval: '85 – 100 %' });
  expect(printedFigure({ name: 'detectionsPerField', value: 5.1786, interval: [4.4643, 6], on })).toEqual({ name: 'Found in a field, on average', value: '5.18', interval: '4.46 – 6.00' });
  expect(printedFigure({ name: 'mScore', value: -9.5, on })).toEqual({ name: 'mScore', value: '-9.50', interval: '' });
});

it('has words for every figure of the shipped models', async () => {
  for (const kind of ['cells', 'detector']) {
    const { figures } = JSON.parse(await readFile(path.join(import.meta.dirname, `../../models/${kind}.card.json`), 'utf8')) as Pick<ModelCard, 'figures'>;
    for (const { whole } of figuresByCells(figures)) for (const figure of whole) expect(printedFigure(figure).name).not.toBe(figure.name);
  }
});
