import { expect, it } from 'vitest';
import { seededRandom } from '../random/seededRandom.ts';
import { kappaOfCounts } from './kappaOfCounts.ts';

it('gives kappa and its interval by the large-sample variance', () => {
  // By hand: observed 0.7, expected 0.5, standard error 0.127.
  const { kappa, lower, upper, agreement } = kappaOfCounts([[20, 5], [10, 15]])!;
  expect([kappa, agreement]).toEqual([expect.closeTo(0.4, 12), 0.7]);
  expect([lower, upper]).toEqual([expect.closeTo(0.1511, 4), expect.closeTo(0.6489, 4)]);
});

it('spreads as samples drawn from the same readers do', () => {
  const shares = [[0.3, 0.06, 0.01], [0.04, 0.25, 0.05], [0.02, 0.03, 0.24]];
  const random = seededRandom(5);
  const draw = (cells: number): number[][] => {
    const rows = shares.map((row) => row.map(() => 0));
    for (let cell = 0; cell < cells; cell++) {
      let left = random.uniform();
      const place = shares.flat().findIndex((share) => (left -= share) < 0);
      rows[Math.floor(place / 3)][place % 3] += 1;
    }
    return rows;
  };
  const kappas = Array.from({ length: 400 }, () => kappaOfCounts(draw(400))!.kappa).sort((a, b) => a - b);
  const { lower, upper } = kappaOfCounts(shares.map((row) => row.map((share) => share * 400)))!;
  expect(lower).toBeCloseTo(kappas[10], 1);
  expect(upper).toBeCloseTo(kappas[389], 1);
  expect((upper - lower) / (kappas[389] - kappas[10])).toBeGreaterThan(0.9);
  expect((upper - lower) / (kappas[389] - kappas[10])).toBeLessThan(1.15);
});

it('does not take full agreement on few cells for certainty', () => {
  const few = kappaOfCounts([[6, 0], [0, 4]])!;
  const many = kappaOfCounts([[600, 0], [0, 400]])!;
  expect(few).toMatchObject({ kappa: 1, upper: 1, agreement: 1 });
  expect(few.lower).toBeLessThan(0.5);
  expect(many.lower).toBeGreaterThan(0.99);
});

it('is not defined without cells, nor with one class on both sides', () => {
  expect(kappaOfCounts([])).toBeUndefined();
  expect(kappaOfCounts([[0, 0], [0, 0]])).toBeUndefined();
  expect(kappaOfCounts([[9, 0], [0, 0]])).toBeUndefined();
});

it('goes below 0 where readers agree less than by chance', () => {
  const { kappa, lower } = kappaOfCounts([[1, 9], [9, 1]])!;
  expect(kappa).toBeCloseTo(-0.8, 12);
  expect(lower).toBeGreaterThanOrEqual(-1);
});
