import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawDirichlet, randomSource } from './randomSource.ts';

const golden = JSON.parse(readFileSync(new URL('../../test/golden/differential.json', import.meta.url), 'utf8')) as {
  gammaCdf: { shape: number; x: number; probability: number }[];
  binomialCdf: { trials: number; share: number; successes: number; probability: number }[];
};
const draws = 40_000;
// Three and a half standard errors of a share of so many draws, at its worst.
const tolerance = (3.5 * 0.5) / Math.sqrt(draws);
const shareAtMost = (draw: () => number, limit: number) => {
  let below = 0;
  for (let i = 0; i < draws; i++) if (draw() <= limit) below++;
  return below / draws;
};

describe('the random source', () => {
  it('repeats itself for a seed and not for another', () => {
    const first = (seed: number) => { const random = randomSource(seed); return Array.from({ length: 5 }, () => random.uniform()); };
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
  });

  it.each(golden.gammaCdf)('draws gamma values as SciPy has them, shape $shape', ({ shape, x, probability }) => {
    const random = randomSource(5);
    expect(Math.abs(shareAtMost(() => random.gamma(shape), x) - probability)).toBeLessThan(tolerance);
  });

  it.each(golden.binomialCdf)('draws binomial counts as SciPy has them, $trials at $share', ({ trials, share, successes, probability }) => {
    const random = randomSource(6);
    expect(Math.abs(shareAtMost(() => random.binomial(trials, share), successes) - probability)).toBeLessThan(tolerance);
  });

  it('draws shares that add to one, with the means of their weights', () => {
    const random = randomSource(9);
    const shares = new Float64Array(3);
    const mean = [0, 0, 0];
    for (let i = 0; i < 5000; i++) {
      drawDirichlet(random, [1, 2, 7], shares);
      expect(shares[0] + shares[1] + shares[2]).toBeCloseTo(1, 12);
      shares.forEach((share, k) => { mean[k] += share / 5000; });
    }
    [0.1, 0.2, 0.7].forEach((expected, k) => { expect(mean[k]).toBeCloseTo(expected, 1); });
  });
});
