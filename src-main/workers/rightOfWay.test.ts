import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RightOfWay } from './rightOfWay.ts';

let nowMs = 0;
const advance = async (byMs: number): Promise<void> => {
  for (let i = 0; i < byMs; i += 10) {
    nowMs += 10;
    await vi.advanceTimersByTimeAsync(10);
  }
};
beforeEach(() => { vi.useFakeTimers(); nowMs = 0; });
afterEach(() => { vi.useRealTimers(); });

/** Waits, and tells whether it is over. */
function waiting(rightOfWay: RightOfWay, isStopped = () => false) {
  const state = { isOver: false };
  void rightOfWay.whenFree(isStopped).then(() => { state.isOver = true; });
  return state;
}

it('lets work go on at once where nobody acts', async () => {
  const wait = waiting(new RightOfWay(() => nowMs));
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(true);
});

it('waits until nobody has acted for 400 ms', async () => {
  const rightOfWay = new RightOfWay(() => nowMs);
  rightOfWay.taken();
  const wait = waiting(rightOfWay);
  await advance(300);
  rightOfWay.taken();
  await advance(380);
  expect(wait.isOver).toBe(false);
  await advance(30);
  expect(wait.isOver).toBe(true);
});

it('waits for 5 s at most, so that work beside a tireless hand goes on', async () => {
  const rightOfWay = new RightOfWay(() => nowMs);
  rightOfWay.taken();
  const wait = waiting(rightOfWay);
  for (let acts = 0; acts < 49; acts++) {
    await advance(100);
    rightOfWay.taken();
  }
  expect(wait.isOver).toBe(false);
  await advance(110);
  expect(wait.isOver).toBe(true);
});

it('hears at once that the work is not wanted any more', async () => {
  const rightOfWay = new RightOfWay(() => nowMs);
  let isStopped = false;
  rightOfWay.taken();
  const wait = waiting(rightOfWay, () => isStopped);
  await advance(60);
  expect(wait.isOver).toBe(false);
  isStopped = true;
  await advance(50);
  expect(wait.isOver).toBe(true);
});
