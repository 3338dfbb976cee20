import { describe, expect, it } from 'vitest';
import { chartPoint, together, valueLimits } from './controlChart.ts';

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

it('sets limits of a value by three deviations, but never closer than matters', () => {
  const { mean, lower, upper } = valueLimits([1, 2, 3], 0.1);
  expect([mean, lower, upper]).toEqual([2, -1, 5]);
  expect(valueLimits([0.5, 0.5, 0.5], 0.02).upper).toBeCloseTo(0.56, 10);
});
