import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MovingSmoothness } from './movingSmoothness.ts';

let drawn: boolean[];
let smoothness: MovingSmoothness;
let nowMs: number;

/** Frames of movement, so many milliseconds apart. */
const move = (frames: number, apartMs: number): void => {
  for (let frame = 0; frame < frames; frame++) smoothness.moved(nowMs += apartMs);
};

beforeEach(() => {
  vi.useFakeTimers();
  drawn = [];
  nowMs = 1000;
  smoothness = new MovingSmoothness((isSmooth) => { drawn.push(isSmooth); });
});
afterEach(() => { vi.useRealTimers(); });

test('a machine that keeps up is never shown a rough picture', () => {
  move(500, 16.7);
  // Faster screens, a pause of the hand, and a frame left out now and then.
  move(500, 6.9);
  for (let pause = 0; pause < 20; pause++) move(1, 900);
  for (let time = 0; time < 5; time++) { move(1, 33.3); move(60, 16.7); }
  vi.runAllTimers();
  expect(drawn).toEqual([]);
});

test('single movements one soon after the other are no late frames', () => {
  // Notches of a wheel, taps of an arrow, steps to the next cell: each glides for a quarter of a second on a machine that keeps up.
  for (const apartMs of [30, 50, 150, 240]) {
    for (let time = 0; time < 20; time++) {
      move(15, 16.7);
      smoothness.ended();
      nowMs += apartMs;
    }
  }
  // Without gliding each step is a movement of its own, as often as a held key repeats.
  for (let time = 0; time < 100; time++) { move(1, 33); smoothness.ended(); }
  // The end of a glide moves by less than can be seen.
  for (let time = 0; time < 20; time++) {
    move(10, 16.7);
    for (let frame = 0; frame < 5; frame++) smoothness.stood(nowMs += 16.7);
  }
  vi.runAllTimers();
  expect(drawn).toEqual([]);
});

test('where frames are late the slide is drawn roughly while it moves, and smoothly when it rests', () => {
  move(10, 16.7);
  move(3, 33.3);
  expect(drawn).toEqual([false]);
  move(200, 16.7);
  expect(drawn).toEqual([false]);
  vi.advanceTimersByTime(89);
  expect(drawn).toEqual([false]);
  vi.advanceTimersByTime(1);
  expect(drawn).toEqual([false, true]);
  // What was found holds for the next movement; a single step is drawn smoothly at once.
  move(3, 5000);
  expect(drawn).toEqual([false, true]);
  move(1, 16.7);
  expect(drawn).toEqual([false, true, false]);
  vi.runAllTimers();
  expect(drawn).toEqual([false, true, false, true]);
});

test('a slide that is closed is not drawn again', () => {
  move(10, 33.3);
  smoothness.close();
  vi.runAllTimers();
  expect(drawn).toEqual([false]);
});
