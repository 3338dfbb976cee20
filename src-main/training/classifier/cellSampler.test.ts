import { expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { createCellSampler } from './cellSampler.ts';

const cells = [...Array<string>(90).fill('NGS'), ...Array<string>(10).fill('LYT')].map((label, i): TrainingCell => ({ canvas: i, name: String(i), origin: 'laboratory', label, right: [label as 'NGS'], group: '', look: undefined }));
const shareOfRare = (power: number, atLeast?: number) => createCellSampler([{ share: 1, cells }], power, atLeast)(4000, seededRandom(1, 1)).filter(({ label }) => label === 'LYT').length / 4000;

it('draws classes as they come, all alike, or a rare one as if it had more cells', () => {
  expect(shareOfRare(0)).toBeCloseTo(0.1, 1);
  expect(shareOfRare(1)).toBeCloseTo(0.5, 1);
  // 60 of 150.
  expect(shareOfRare(0, 60)).toBeCloseTo(0.4, 1);
  // No class is drawn less than it has cells.
  expect(shareOfRare(0, 5)).toBeCloseTo(0.1, 1);
});
