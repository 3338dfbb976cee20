import { expect, test } from 'vitest';
import { scaleBar } from './scaleBar.ts';

test('a round length that fits', () => {
  expect(scaleBar(0.25, 160)).toEqual({ words: '20 µm', lengthUm: 20, lengthOnScreen: 80 });
  expect(scaleBar(10, 160)).toEqual({ words: '1 mm', lengthUm: 1000, lengthOnScreen: 100 });
  expect(scaleBar(0.5, 100)?.words).toBe('50 µm');
});

test('whole powers are taken as they are, and small ones are printed well', () => {
  expect(scaleBar(1, 100)?.lengthUm).toBe(100);
  expect(scaleBar(0.003, 120)?.words).toBe('0.2 µm');
});

test('at every zoom the bar is between two fifths of the room and all of it', () => {
  for (let scale = 0.01; scale < 30; scale *= 1.07) {
    const bar = scaleBar(scale, 150);
    expect(bar?.lengthOnScreen).toBeLessThanOrEqual(150.001);
    expect(bar?.lengthOnScreen).toBeGreaterThan(59.9);
  }
});

test('no scale, no bar', () => {
  expect(scaleBar(0, 150)).toBeUndefined();
  expect(scaleBar(Number.NaN, 150)).toBeUndefined();
});
