import { describe, expect, it } from 'vitest';
import { bootstrapIntervals, countGroups } from './bootstrapIntervals.ts';
import { classifierIntervals, pairedDifferences } from './classifierIntervals.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';

function cell(right: boolean, group?: string): EvaluatedCell {
  return { truth: 'NGS', forcedCode: right ? 'NGS' : 'LYT', code: right ? 'NGS' : 'LYT', probabilities: [0.8, 0.2], group };
}
const fourFifthsRight = (group: (i: number) => string | undefined) => Array.from({ length: 400 }, (_, i) => cell(i % 5 !== 0, group(i)));

describe('intervals by bootstrap', () => {
  it('comes near the normal interval of a share where every cell is its own group', () => {
    const [low, high] = classifierIntervals(fourFifthsRight(() => undefined), { seed: 7 }).accuracy;
    // 0.8 ± 1.96 √(0.8 · 0.2 / 400)
    expect(Math.abs(low - 0.7608)).toBeLessThan(0.008);
    expect(Math.abs(high - 0.8392)).toBeLessThan(0.008);
  });

  it('widens where the cells of a group stand and fall together', () => {
    const byPatient = Array.from({ length: 400 }, (_, i) => cell(Math.floor(i / 20) % 5 !== 0, `patient ${Math.floor(i / 20)}`));
    const [low, high] = classifierIntervals(byPatient).accuracy;
    expect(high - low).toBeGreaterThan(0.25);
  });

  it('gives the same for the same seed and moves with another', () => {
    const cells = fourFifthsRight((i) => `picture ${i % 40}`);
    expect(classifierIntervals(cells, { seed: 3 })).toEqual(classifierIntervals(cells, { seed: 3 }));
    expect(classifierIntervals(cells, { seed: 4 })).not.toEqual(classifierIntervals(cells, { seed: 3 }));
  });

  it('gives none for a single group, and names each class', () => {
    expect(classifierIntervals(fourFifthsRight(() => 'one patient'))).toEqual({});
    expect(Object.keys(classifierIntervals(fourFifthsRight(() => undefined)))).toContain('perClass.NGS.recall');
  });

  it('leaves out a figure that most samples do not have, and one that never varies', () => {
    const intervals = bootstrapIntervals(['a', 'b', 'c'], (weights) => ({ here: weights[0], never: null, same: 0 }));
    expect(Object.keys(intervals)).toEqual(['here']);
    expect(countGroups(['a', undefined, 'a', undefined, 'b'])).toBe(4);
  });
});

describe('paired differences', () => {
  it('sees a small but steady gain that the two intervals alone would hide', () => {
    const second = fourFifthsRight((i) => `picture ${i}`);
    const first = second.map((one, i) => i % 25 === 0 ? { ...one, forcedCode: 'NGS' as const, code: 'NGS' as const } : one);
    const { difference, interval } = pairedDifferences(first, second).accuracy;
    expect(difference).toBeCloseTo(0.04);
    expect(interval![0]).toBeGreaterThan(0.015);
    expect(interval![1]).toBeLessThan(0.07);
  });

  it('refuses cells that are not the same', () => {
    expect(() => pairedDifferences([cell(true, 'a')], [cell(true, 'b')])).toThrow(RangeError);
    expect(() => pairedDifferences([], [])).toThrow(RangeError);
  });
});
