import { expect, it } from 'vitest';
import { isLoss } from './isLoss.ts';
import { signTest } from './signTest.ts';

it('gives the tail of the binomial distribution', () => {
  expect(signTest(0, 7)).toBe(1);
  expect(signTest(8, 0)).toBeCloseTo(1 / 256, 12);
  // (10 over 8) + (10 over 9) + 1, of 1024.
  expect(signTest(8, 2)).toBeCloseTo(56 / 1024, 12);
});

it('takes cells that each stand for themselves one by one, and divides by what patients differ beyond chance', () => {
  const alike = Array.from({ length: 8 }, () => ({ lost: 3, gained: 1 }));
  expect(isLoss(alike, 0.01)).toBe(true);
  expect(isLoss(alike, 0.0001)).toBe(false);
  const unlike = [...Array.from({ length: 3 }, () => ({ lost: 8, gained: 0 })), ...Array.from({ length: 5 }, () => ({ lost: 0, gained: 8 / 5 }))];
  expect(isLoss(unlike, 0.01)).toBe(false);
  expect(isLoss([{ lost: 4, gained: 4 }, { lost: 0, gained: 3 }], 0.5)).toBe(false);
  expect(isLoss([{ lost: 12, gained: 0 }], 0.001)).toBe(true);
  expect(isLoss([], 0.5)).toBe(false);
});
