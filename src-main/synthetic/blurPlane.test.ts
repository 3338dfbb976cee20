import { expect, it } from 'vitest';
import { blurPlane } from './blurPlane.ts';

it('keeps the sum, spreads a point as wide as told, and is the same in both directions', () => {
  for (const sigma of [0.6, 1.1, 3]) {
    const side = 41, plane = new Float32Array(side * side), middle = 20;
    plane[middle * side + middle] = 1;
    blurPlane(plane, side, side, sigma);
    let sum = 0, spread = 0;
    for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
      sum += plane[y * side + x]; spread += plane[y * side + x] * (x - middle) ** 2;
      expect(plane[y * side + x]).toBeCloseTo(plane[x * side + y], 6);
    }
    expect(sum).toBeCloseTo(1, 4);
    expect(Math.sqrt(spread)).toBeGreaterThan(0.85 * sigma);
    expect(Math.sqrt(spread)).toBeLessThan(1.05 * sigma);
  }
});

it('leaves an even plane and a very small blur alone', () => {
  const even = new Float32Array(12 * 5).fill(7);
  blurPlane(even, 12, 5, 4);
  for (const value of even) expect(value).toBeCloseTo(7, 4);
  const sharp = Float32Array.of(0, 9, 0, 0);
  blurPlane(sharp, 2, 2, 0.1);
  expect([...sharp]).toEqual([0, 9, 0, 0]);
});
