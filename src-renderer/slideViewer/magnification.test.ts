import { expect, test } from 'vitest';
import { magnificationOfScale, magnifications, magnificationWords, scaleOfMagnification } from './magnification.ts';

test('40× is a quarter of a micrometre a screen pixel, whatever the scan', () => {
  expect(scaleOfMagnification(40, 0.25)).toBe(1);
  expect(scaleOfMagnification(40, 0.5)).toBe(2);
  expect(0.1 / scaleOfMagnification(100, 0.1)).toBeCloseTo(0.1, 12);
});

test('there and back for each button', () => {
  for (const magnification of magnifications) expect(magnificationOfScale(scaleOfMagnification(magnification, 0.172), 0.172)).toBeCloseTo(magnification, 9);
});

test('small ones are printed with a decimal', () => {
  expect(magnificationWords(39.96)).toBe('40×');
  expect(magnificationWords(9.96)).toBe('10×');
  expect(magnificationWords(0.62)).toBe('0.6×');
});
