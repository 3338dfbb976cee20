import { expect, it } from 'vitest';
import type { TrainingCurve } from '#shared/contract/trainingCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import { keepCurve } from './keepCurve.ts';

const cells = ['NGS', 'LYT', 'NGS', 'LYT'].map((label, canvas) => ({ canvas, name: String(canvas), origin: 'laboratory', label, right: [label], group: '', look: undefined }) as TrainingCell);

function watched(before: TrainingCurve = { parts: [] }, classes: readonly ClassCode[] = ['NGS', 'LYT']) {
  const seen: { curve: TrainingCurve; progress: number[] } = { curve: before, progress: [] };
  const watch = keepCurve({ before, cells, classes, batch: 8, keep: (curve) => { seen.curve = structuredClone(curve); }, onProgress: (done, total) => { seen.progress = [done, total]; } });
  return { seen, watch };
}

it('keeps the mean loss of so many steps at a time, the last step always, and tells how far all parts are', () => {
  const { seen, watch } = watched();
  for (let step = 1; step <= 500; step++) watch.onStep('without part 2 of 4', step, 500, step % 3 === 0 ? 3 : 0);
  const [part] = seen.curve.parts;
  expect(part).toMatchObject({ name: 'without part 2 of 4', totalSteps: 500, epochs: 1000 });
  expect(part.losses[0]).toBe(1);
  expect(part.steps.slice(0, 2)).toEqual([3, 6]);
  expect(part.steps.at(-1)).toBe(500);
  expect(seen.progress).toEqual([1000, 2500]);
});

it('goes on where a part was interrupted, without a step twice', () => {
  const { seen, watch } = watched({ parts: [{ name: 'all cells', steps: [1, 2, 3, 4], losses: [9, 8, 7, 6], totalSteps: 5, epochs: 10 }] });
  watch.onStep('all cells', 3, 5, 1);
  expect(seen.curve.parts).toEqual([{ name: 'all cells', steps: [1, 2, 3], losses: [9, 8, 1], totalSteps: 5, epochs: 10 }]);
});

it('says how a part named the cells that it left out', () => {
  const { seen, watch } = watched();
  const said = (ngs: number) => ({ right: ['NGS' as const], probabilities: Float32Array.of(ngs, 1 - ngs), distance: 1 });
  watch.onJudged('without part 1 of 4', [0, 1], [said(0.9), said(0.7)]);
  // NGS: F1 2/3; LYT: 0.
  expect(seen.curve.parts[0].leftOut).toEqual({ cells: 2, accuracy: 0.5, macroF1: expect.closeTo(1 / 3) });
});

it('takes the best class for a cell that the network answers UNK', () => {
  const { seen, watch } = watched(undefined, ['NGS', 'LYT', 'UNK']);
  watch.onJudged('without part 1 of 4', [0, 1], [Float32Array.of(0.3, 0.1, 0.6), Float32Array.of(0.1, 0.2, 0.7)].map((probabilities) => ({ right: ['NGS'], probabilities, distance: 1 })));
  expect(seen.curve.parts[0].leftOut).toEqual({ cells: 2, accuracy: 1, macroF1: 1 });
});
