import { expect, it } from 'vitest';
import { chartScale } from './chartScale.ts';

const point = (value: number, lower: number, upper: number) => ({ value, lower, upper, state: 'within' as const, isReference: false, words: '' });
const frame = { left: 0, right: 116, top: 0, bottom: 100 };

it('fits limits and points into the frame, in the order of time', () => {
  const { x, y, ticks } = chartScale([point(0.9, 0.7, 1), point(0.5, 0.7, 1), point(0.8, 0.7, 1)], 0.85, frame);
  expect([0, 1, 2].map(x)).toEqual([8, 58, 108]);
  expect([y(0.5), y(1)]).toEqual([100, 0]);
  expect(ticks).toEqual([0.5, 0.85, 1]);
});

it('names no two values in one place, and stands a lone point in the middle', () => {
  const { x, ticks } = chartScale([point(0.9, 0.9, 1)], 0.91, frame);
  expect(x(0)).toBe(58);
  expect(ticks).toEqual([0.9, 1]);
});
