import { describe, expect, it } from 'vitest';
import { betweenCases, chartPoint, together, valueLimits } from './controlChart.ts';

describe('chartPoint', () => {
  it('comes to the usual limits where much is known and many cells are counted', () => {
    const { lower, upper, state } = chartPoint({ cells: 100_000, hits: 80_000 }, { cells: 400, hits: 320 });
    // 0.8 ± 3 √(0.8 · 0.2 / 400) is 0.74 to 0.86.
    expect(lower).toBeCloseTo(0.74, 2);
    expect(upper).toBeCloseTo(0.86, 2);
    expect(state).toBe('within');
  });

  it('is exact for a few cells: by hand, from a share that is as good as known', () => {
    // At a share of 0.9, of five cells 0 are so with 0.00001, at most 1 with 0.00046, at most 2 with 0.0086.
    const reference = { cells: 1e7, hits: 9e6 };
    expect(chartPoint(reference, { cells: 5, hits: 2 }).state).toBe('within');
    expect(chartPoint(reference, { cells: 5, hits: 1 }).state).toBe('below');
    expect(chartPoint(reference, { cells: 5, hits: 5 })).toMatchObject({ upper: 1, state: 'within' });
  });

  it('is wider where little is known, and knows no alarm without cells', () => {
    const known = chartPoint({ cells: 10_000, hits: 9_000 }, { cells: 50, hits: 36 });
    const guessed = chartPoint({ cells: 20, hits: 18 }, { cells: 50, hits: 36 });
    expect(known.state).toBe('below');
    expect(guessed.state).toBe('within');
    expect(guessed.lower).toBeLessThan(known.lower);
    expect(chartPoint({ cells: 0, hits: 0 }, { cells: 0, hits: 0 }).state).toBe('within');
  });

  it('finds a share that is too high', () => {
    expect(chartPoint({ cells: 5_000, hits: 500 }, { cells: 100, hits: 25 }).state).toBe('above');
  });
});

it('adds counts up', () => {
  expect(together([{ cells: 3, hits: 1 }, { cells: 4, hits: 4 }])).toEqual({ cells: 7, hits: 5 });
});

it('knows how much cases differ beyond chance, and widens limits by it', () => {
  expect(betweenCases([{ cells: 100, hits: 90 }, { cells: 100, hits: 90 }, { cells: 100, hits: 90 }])).toBe(0.01);
  // By hand: squares of ±0.2 over two degrees of freedom, times 100 cells, over 0.25, is 16; less 1, over 99.
  expect(betweenCases([{ cells: 100, hits: 30 }, { cells: 100, hits: 50 }, { cells: 100, hits: 70 }])).toBeCloseTo(15 / 99, 10);
  const reference = { cells: 1000, hits: 900 }, count = { cells: 100, hits: 78 };
  expect(chartPoint(reference, count).state).toBe('below');
  expect(chartPoint(reference, count, 0.011).state).toBe('within');
});

it('sets limits of a value by as many deviations as few values allow, but never closer than matters', () => {
  const { mean, lower, upper } = valueLimits([1, 2, 3, 4, 5], 0.1);
  // Student's t of 4 degrees of freedom for 0.00135 is 6.62 (tables), the deviation √2.5.
  expect(mean).toBe(3);
  expect(upper - mean).toBeCloseTo(6.62 * Math.sqrt(1.2 * 2.5), 1);
  expect(mean - lower).toBeCloseTo(upper - mean, 10);
  expect(valueLimits([0.5, 0.5, 0.5], 0.02).upper).toBeCloseTo(0.56, 10);
});
