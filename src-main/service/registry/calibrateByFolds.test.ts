import { describe, expect, it } from 'vitest';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { calibrateByFolds } from './calibrateByFolds.ts';

const classes = ['NGS', 'LYT', 'MON'] as const;
const base = { name: 'ours', classes: [...classes], calibration: { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: 1 as const, on: 'nothing', uncalibrated: true as const } };

/** Three of four right, and surer then. */
function cellsOf(groupOf: (i: number) => string | undefined, count = 120): EvaluatedCell[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, i) => {
    const isRight = random.uniform() < 0.75, sure = isRight ? random.between(0.6, 0.99) : random.between(0.4, 0.9), place = isRight ? i % 3 : (i + 1) % 3;
    return { truth: classes[i % 3], group: groupOf(i), code: classes[place], forcedCode: classes[place], probabilities: classes.map((_, other) => (other === place ? sure : (1 - sure) / 2)) };
  });
}

describe('calibrateByFolds', () => {
  it('judges each cell by thresholds that were set without its patient', () => {
    for (const patients of [4, 7]) {
      const { calibration, judged } = calibrateByFolds(base, cellsOf((i) => `patient ${i % patients}`));
      expect(judged).toHaveLength(120);
      expect(calibration).not.toHaveProperty('uncalibrated');
      const wrong = judged.filter(({ code, truth }) => code !== 'UNK' && code !== truth).length / judged.length;
      expect(wrong).toBeGreaterThan(0);
      expect(wrong).toBeLessThan(0.12);
    }
  });

  it('never lets a model that was calibrated before name more readily than it did', () => {
    const cells = cellsOf((i) => `patient ${i % 7}`), before = { ...base, calibration: { ...base.calibration, uncalibrated: undefined, unknownBelow: 0.98 } };
    expect(calibrateByFolds(base, cells).calibration.unknownBelow).toBeLessThan(0.98);
    expect(calibrateByFolds(before, cells).calibration.unknownBelow).toBe(0.98);
  });

  it('refuses cells of too few patients, and of one patient nearly all', () => {
    expect(() => calibrateByFolds(base, cellsOf(() => 'one'))).toThrow('The cells are of 1 patient:');
    expect(() => calibrateByFolds(base, cellsOf((i) => `patient ${i % 3}`))).toThrow('The cells are of 3 patients:');
    expect(() => calibrateByFolds(base, cellsOf((i) => (i < 100 ? 'one' : `patient ${i % 5}`)))).toThrow('Of 120 cells only 20 are left without those of one patient');
    expect(() => calibrateByFolds(base, cellsOf(() => undefined, 49))).toThrow('49 labelled cells of classes that ours knows are too few');
  });

  it('lets a cell whose patient is not known stand for itself', () => {
    expect(calibrateByFolds(base, cellsOf(() => undefined)).judged).toHaveLength(120);
  });
});
