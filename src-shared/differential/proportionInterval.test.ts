import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { incompleteBeta, incompleteBetaInverse } from './incompleteBeta.ts';
import { clopperPearsonInterval, normalQuantile975, wilsonInterval } from './proportionInterval.ts';

const golden = JSON.parse(readFileSync(new URL('../../test/golden/differential.json', import.meta.url), 'utf8')) as {
  normalQuantile975: number;
  intervals: { count: number; total: number; wilson: [number, number]; clopperPearson: [number, number] }[];
  betaQuantiles: { probability: number; a: number; b: number; x: number }[];
};
const printed = ({ lower, upper }: { lower: number; upper: number }) => `${(100 * lower).toFixed(1)} to ${(100 * upper).toFixed(1)}`;

describe('intervals of a share', () => {
  it('agrees with the figures of the guideline page', () => {
    expect(printed(wilsonInterval(25, 500))).toBe('3.4 to 7.3');
    expect(printed(wilsonInterval(100, 500))).toBe('16.7 to 23.7');
    expect(printed(clopperPearsonInterval(100, 500))).toBe('16.6 to 23.8');
    expect(printed(wilsonInterval(0, 100))).toBe('0.0 to 3.7');
  });

  it.each(golden.intervals)('agrees with SciPy for $count of $total', ({ count, total, wilson, clopperPearson }) => {
    const ours = wilsonInterval(count, total);
    expect(ours.lower).toBeCloseTo(wilson[0], 12);
    expect(ours.upper).toBeCloseTo(wilson[1], 12);
    const exact = clopperPearsonInterval(count, total);
    expect(exact.lower).toBeCloseTo(clopperPearson[0], 11);
    expect(exact.upper).toBeCloseTo(clopperPearson[1], 11);
  });

  it.each(golden.betaQuantiles)('agrees with SciPy on the beta quantile $probability ($a, $b)', ({ probability, a, b, x }) => {
    expect(incompleteBetaInverse(probability, a, b)).toBeCloseTo(x, 11);
    expect(incompleteBeta(x, a, b)).toBeCloseTo(probability, 11);
  });

  it('has the normal quantile of SciPy', () => { expect(normalQuantile975).toBeCloseTo(golden.normalQuantile975, 14); });

  it.each([[1, 0], [-1, 10], [11, 10], [Number.NaN, 10]])('refuses %d of %d', (count, total) => {
    expect(() => wilsonInterval(count, total)).toThrow(RangeError);
    expect(() => clopperPearsonInterval(count, total)).toThrow(RangeError);
  });
});
