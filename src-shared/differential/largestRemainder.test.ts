import { describe, expect, it } from 'vitest';
import { largestRemainderPercentages } from './largestRemainder.ts';
import { randomSource } from './randomSource.ts';

const percentages = (counts: number[], limits: number[][] = []) => largestRemainderPercentages(counts.map((count, i) => ({ count, limits: limits[i] ?? [] })));
const tenths = (printed: number[]) => printed.reduce((sum, percent) => sum + Math.round(percent * 10), 0);

describe('percentages that add to 100.0', () => {
  it('gives the missing tenths to the largest remainders', () => {
    expect(percentages([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
    expect(percentages([2, 3, 1])).toEqual([33.3, 50, 16.7]);
    expect(percentages([0, 0])).toEqual([0, 0]);
  });

  it('never prints a value on a limit it does not reach, nor one that it passes', () => {
    // 499 of 2500 is 19.96 %: plain rounding would print 20.0, the threshold.
    expect(percentages([499, 2001], [[20]])).toEqual([19.9, 80.1]);
    // 501 of 2500 is 20.04 %: above the limit, so not printed as on it.
    expect(percentages([501, 1999], [[20]])).toEqual([20.1, 79.9]);
    expect(percentages([500, 2000], [[20]])).toEqual([20, 80]);
  });

  it('takes tenths from a free row where the limits hold too many back', () => {
    const printed = percentages([501, 501, 501, 997], [[20], [20], [20], []]);
    expect(printed).toEqual([20.1, 20.1, 20.1, 39.7]);
  });

  it('lets the limits win where no row is free', () => {
    const printed = percentages([499, 499, 499, 499, 504], [[20], [20], [20], [20], [20]]);
    expect(printed.slice(0, 4).every((percent) => percent < 20)).toBe(true);
    expect(printed[4]).toBeGreaterThan(20);
  });

  it('holds both rules over many random counts', () => {
    const random = randomSource(3);
    for (let round = 0; round < 3000; round++) {
      const counts = Array.from({ length: 12 }, () => Math.floor(random.uniform() ** 4 * 200));
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (total === 0) continue;
      const limits = counts.map((_, i) => (i < 4 ? [2, 5, 10, 20] : i < 8 ? [1, 9] : []));
      const printed = percentages(counts, limits);
      expect(tenths(printed)).toBe(1000);
      printed.forEach((percent, i) => {
        const exact = (100 * counts[i]) / total;
        expect(Math.abs(percent - exact)).toBeLessThan(0.3);
        for (const limit of limits[i]) expect(Math.sign(percent - limit)).toBe(Math.sign(counts[i] * 100 - limit * total));
      });
    }
  });

  it('refuses limits that one decimal cannot keep apart', () => {
    expect(() => percentages([1, 2], [[5, 5.1]])).toThrow(/0\.2 apart/);
    expect(() => percentages([1, 2], [[5.25]])).toThrow(/tenths/);
  });
});
