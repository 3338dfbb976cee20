import { expect, test } from 'vitest';
import { believableScale, scaleOfResolution } from './believableScale.ts';

test('scales of a microscope are believed, others are not', () => {
  expect(believableScale(0.25)).toBe(0.25);
  for (const nonsense of [undefined, 0, -1, 0.001, 51, Number.NaN, Infinity]) expect(believableScale(nonsense)).toBeUndefined();
});

test('resolution tags count where they are no default of print or screen', () => {
  expect(scaleOfResolution(40_000, 3)).toBeCloseTo(0.25, 9);
  expect(scaleOfResolution(101_600, 2)).toBeCloseTo(0.25, 9);
  for (const dotsPerInch of [72, 96, 150, 300, 600, 1200]) {
    expect(scaleOfResolution(dotsPerInch, 2)).toBeUndefined();
    expect(scaleOfResolution(dotsPerInch / 2.54, 3)).toBeUndefined();
  }
  expect(scaleOfResolution(40_000, 1)).toBeUndefined();
  expect(scaleOfResolution(undefined, 3)).toBeUndefined();
});
