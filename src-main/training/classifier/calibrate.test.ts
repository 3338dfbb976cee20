import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { HeldOutCell } from './calibrate.ts';
import { chooseUnknownBelow, confidentErrors, distanceQuantiles, fitTemperature } from './calibrate.ts';

const classes = ['NGB', 'NGS', 'LYT'] as const;

/** Cells whose true probabilities are known; the network states them raised to `sharpness`. */
function cells(count: number, sharpness: number): HeldOutCell[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => {
    const honest = [random.uniform() ** 3, random.uniform() ** 3, random.uniform() ** 3].map((x) => x + 0.01);
    const sum = honest.reduce((a, b) => a + b);
    const draw = random.uniform() * sum;
    const truth = draw < honest[0] ? 0 : draw < honest[0] + honest[1] ? 1 : 2;
    const stated = honest.map((x) => (x / sum) ** sharpness), total = stated.reduce((a, b) => a + b);
    return { right: [classes[truth]], probabilities: Float32Array.from(stated, (x) => x / total), distance: random.uniform() };
  });
}

describe('fitTemperature', () => {
  it('finds the temperature that undoes over- and under-confidence', () => {
    expect(fitTemperature(classes, cells(4000, 2))).toBeCloseTo(2, 0);
    expect(fitTemperature(classes, cells(4000, 1))).toBeCloseTo(1, 0);
    expect(fitTemperature(classes, cells(4000, 0.5))).toBeCloseTo(0.5, 1);
  });
});

describe('chooseUnknownBelow', () => {
  it('keeps confident errors under the limit at the cost of coverage', () => {
    const held = cells(4000, 1);
    const distances = distanceQuantiles(held.map((cell) => cell.distance));
    const strict = chooseUnknownBelow(classes, held, 1, distances, 0, 0.02);
    const lenient = chooseUnknownBelow(classes, held, 1, distances, 0, 0.2);
    const at = (threshold: number) => confidentErrors(classes, held, 1, distances, threshold, 0);
    expect(at(strict).confidentErrorRate).toBeLessThanOrEqual(0.02);
    expect(at(lenient).confidentErrorRate).toBeLessThanOrEqual(0.2);
    expect(at(lenient).coverage).toBeGreaterThan(at(strict).coverage);
    expect(at(strict - 0.02).confidentErrorRate).toBeGreaterThan(0.015);
  });
});
