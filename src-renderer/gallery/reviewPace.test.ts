import { expect, it } from 'vitest';
import { beginPace, countCell, secondsACell } from './reviewPace.ts';

it('is the mean time of a cell without pauses, once there are a few', () => {
  let pace = beginPace(0);
  for (const at of [1000, 2000]) pace = countCell(pace, at);
  expect(secondsACell(pace)).toBeUndefined();
  for (const at of [100_000, 101_000, 105_000]) pace = countCell(pace, at);
  expect(secondsACell(pace)).toBeCloseTo(7 / 4);
});
