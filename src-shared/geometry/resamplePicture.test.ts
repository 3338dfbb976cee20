import { expect, test } from 'vitest';
import { resamplePicture } from './resamplePicture.ts';

/** Grey pictures: one number a pixel, row by row. */
const grey = (widthPx: number, values: number[]) => ({ widthPx, heightPx: values.length / widthPx, rgb: Uint8Array.from(values.flatMap((value) => [value, value, value])) });
const greysOf = ({ rgb }: { rgb: Uint8Array }) => Array.from(rgb.filter((_, index) => index % 3 === 0));

test('halving takes the mean of four', () => {
  const half = resamplePicture(grey(4, [0, 10, 20, 30, 10, 20, 30, 40, 0, 0, 100, 100, 0, 0, 100, 200]), 0.5);
  expect([half.widthPx, half.heightPx]).toEqual([2, 2]);
  expect(greysOf(half)).toEqual([10, 30, 0, 125]);
});

test('a pixel partly covered counts by its part', () => {
  // Three pixels to two: each target covers one and a half.
  expect(greysOf(resamplePicture(grey(3, [0, 90, 240]), { widthPx: 2, heightPx: 1 }))).toEqual([30, 190]);
});

test('enlarging draws straight lines between pixel centres and keeps the edges', () => {
  expect(greysOf(resamplePicture(grey(2, [0, 100]), { widthPx: 4, heightPx: 1 }))).toEqual([0, 25, 75, 100]);
  expect(greysOf(resamplePicture(grey(1, [50]), { widthPx: 3, heightPx: 2 }))).toEqual([50, 50, 50, 50, 50, 50]);
});

test('the channels stay apart', () => {
  const picture = { widthPx: 2, heightPx: 2, rgb: Uint8Array.from([255, 0, 10, 255, 0, 20, 255, 0, 30, 255, 0, 40]) };
  expect(Array.from(resamplePicture(picture, { widthPx: 1, heightPx: 1 }).rgb)).toEqual([255, 0, 25]);
});

test('one colour stays that colour at any size, and the mean is kept when shrinking', () => {
  const flat = grey(37, new Array<number>(37 * 29).fill(201));
  for (const scale of [0.013, 0.1, 0.37, 0.99, 1, 1.01, 2.7]) expect(new Set(resamplePicture(flat, scale).rgb)).toEqual(new Set([201]));
  const noise = grey(96, Array.from({ length: 96 * 96 }, (_, index) => (index * 7919) % 256));
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0) / values.length;
  expect(mean(resamplePicture(noise, { widthPx: 41, heightPx: 17 }).rgb)).toBeCloseTo(mean(noise.rgb), 0);
});

test('a target without pixels is refused', () => {
  expect(() => resamplePicture(grey(2, [1, 2]), { widthPx: 0, heightPx: 1 })).toThrow(RangeError);
  expect(() => resamplePicture(grey(2, [1, 2]), Number.NaN)).toThrow(RangeError);
  expect(() => resamplePicture(grey(2, [1, 2]), -1)).toThrow(RangeError);
});
