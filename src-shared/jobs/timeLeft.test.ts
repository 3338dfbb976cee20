import { expect, it } from 'vitest';
import { TimeLeft } from './timeLeft.ts';

it('guesses from the pace since the stage began', () => {
  const left = new TimeLeft();
  expect(left.afterProgress({ stage: 'a', done: 100, total: 500 }, 0)).toBeUndefined();
  expect(left.afterProgress({ stage: 'a', done: 110, total: 500 }, 1000)).toBeUndefined();
  expect(left.afterProgress({ stage: 'a', done: 200, total: 500 }, 2000)).toBe(6000);
  expect(left.afterProgress({ stage: 'b', done: 200, total: 500 }, 2100)).toBeUndefined();
  expect(left.afterProgress({ stage: 'b', done: 200, total: 500 }, 9000)).toBeUndefined();
});
