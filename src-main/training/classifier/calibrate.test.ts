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

const without = { temperature: 1, unfamiliarBelow: 0, familiarDistances: [] };

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
    const plain = { temperature: 1, unfamiliarBelow: 0, familiarDistances: distanceQuantiles(held.map((cell) => cell.distance)) };
    const strict = chooseUnknownBelow(classes, held, plain, 0.02);
    const lenient = chooseUnknownBelow(classes, held, plain, 0.2);
    const at = (threshold: number) => confidentErrors(classes, held, { ...plain, unknownBelow: threshold });
    expect(at(strict).confidentErrorRate).toBeLessThanOrEqual(0.02);
    expect(at(lenient).confidentErrorRate).toBeLessThanOrEqual(0.2);
    expect(at(lenient).coverage).toBeGreaterThan(at(strict).coverage);
    expect(at(strict - 0.02).confidentErrorRate).toBeGreaterThan(0.015);
  });
});

it('counts an answer of UNK as a cell that is not named, as in use', () => {
  const withUnk = ['LYT', 'UNK'] as const;
  const held = Array.from({ length: 100 }, (_, i): HeldOutCell => ({ right: ['LYT'], probabilities: i < 20 ? Float32Array.of(0.01, 0.99) : Float32Array.of(0.9, 0.1), distance: 0 }));
  expect(confidentErrors(withUnk, held, { ...without, unknownBelow: 0.2 })).toEqual({ confidentErrorRate: 0, coverage: 0.8 });
  expect(chooseUnknownBelow(withUnk, held, without, 0.05)).toBeLessThan(0.25);
});

it('counts a cell that may be of a class not ruled out as one that is not named', () => {
  const held = Array.from({ length: 100 }, (_, i): HeldOutCell => ({ right: ['NGS'], probabilities: i < 30 ? Float32Array.of(0.04, 0.05, 0.91) : Float32Array.of(0.005, 0.99, 0.005), distance: 0 }));
  expect(confidentErrors(classes, held, { ...without, unknownBelow: 0.9 })).toEqual({ confidentErrorRate: 0.3, coverage: 1 });
  expect(confidentErrors(classes, held, { ...without, unknownBelow: 0.9, notRuledOut: [{ code: 'NGB', from: 0.02 }] })).toEqual({ confidentErrorRate: 0, coverage: 0.7 });
});

it('sets nothing on no cells', () => {
  expect(() => fitTemperature(classes, [])).toThrow('No calibration can be set on no cells.');
  expect(() => chooseUnknownBelow(classes, [], without, 0.05)).toThrow('No calibration can be set on no cells.');
});
