import { describe, expect, it } from 'vitest';
import { RandomSource } from './randomSource.ts';

const many = (next: () => number, count = 20_000) => Array.from({ length: count }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('random numbers', () => {
  it('are the same for the same seed and stream, and others otherwise', () => {
    const of = (seed: number, stream = 0) => { const random = new RandomSource(seed, stream); return many(() => random.whole(), 50); };
    expect(of(3, 4)).toEqual(of(3, 4));
    for (const other of [of(4, 4), of(3, 5), of(3 + 2 ** 32, 4), of(-3, 4)]) expect(other).not.toEqual(of(3, 4));
  });

  it('fill their ranges evenly', () => {
    const random = new RandomSource(1), units = many(() => random.unit());
    expect(mean(units)).toBeCloseTo(0.5, 1);
    const tenths = new Set(units.map((unit) => Math.floor(unit * 10)));
    expect([...tenths].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('follow the normal and Poisson distributions', () => {
    const random = new RandomSource(2), normals = many(() => random.normal());
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(mean(normals.map((value) => value * value))).toBeCloseTo(1, 1);
    for (const expected of [0, 0.5, 4, 80]) expect(Math.abs(mean(many(() => random.poisson(expected),
      5000)) - expected)).toBeLessThan(0.1 + expected / 60);
  });

  it('picks by weight', () => {
    const random = new RandomSource(3), picks = many(() => Number(random.pickWeighted({ a: 1, b: 3 }) === 'b'), 8000);
    expect(mean(picks)).toBeCloseTo(0.75, 1);
    expect(random.pickWeighted({ only: 1, never: 0 })).toBe('only');
  });
});
