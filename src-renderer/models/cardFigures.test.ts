import { expect, it } from 'vitest';
import { figuresByCells } from './cardFigures.ts';

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
