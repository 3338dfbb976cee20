import { describe, expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { calibrateClassifier, crossCalibrated, evaluatedCells } from './calibrateClassifier.ts';
import type { JudgedCell } from './judgeCells.ts';

const classes: readonly ClassCode[] = ['NGB', 'NGS', 'LYT'];

/** Cells named with more or less assurance; the surer, the more often right, up to `bestShare`. */
function judgedCells(count: number, bestShare: number, seed: number): JudgedCell[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const assurance = random.between(0.4, 0.99);
    const isRight = random.uniform() < bestShare * assurance;
    const label: ClassCode = isRight ? 'NGB' : 'LYT';
    const cell: TrainingCell = { name: `marrow-cells/${label}/${i}.png`, label, right: [label], origin: 'marrow', group: String(i % 50), look: undefined, canvas: i };
    return { cell, right: [label], probabilities: Float32Array.of(assurance, (1 - assurance) / 2, (1 - assurance) / 2), distance: random.between(1, 2) };
  });
}

const confidentErrorRate = (cells: readonly JudgedCell[], calibration: ReturnType<typeof calibrateClassifier>) =>
  evaluatedCells(classes, cells, calibration).filter(({ code, truth }) => code !== 'UNK' && code !== truth).length / cells.length;

describe('calibrateClassifier', () => {
  const plain = judgedCells(2000, 1, 1);
  const blood = judgedCells(300, 1, 2);

  it('asks for more assurance where the masked cells are named wrongly too often', () => {
    const masked = judgedCells(2000, 0.9, 3);
    const byPlainAlone = calibrateClassifier(classes, { plain, masked: plain }, blood, 'made-up cells');
    const calibration = calibrateClassifier(classes, { plain, masked }, blood, 'made-up cells');
    expect(confidentErrorRate(masked, byPlainAlone)).toBeGreaterThan(0.015);
    expect(confidentErrorRate(masked, calibration)).toBeLessThanOrEqual(0.015);
    expect(calibration.unknownBelow).toBeGreaterThan(byPlainAlone.unknownBelow);
    expect(calibration.temperature).toBe(byPlainAlone.temperature);
  });

  it('keeps the limit of the plain cells where the masked ones are no harder', () => {
    const calibration = calibrateClassifier(classes, { plain, masked: judgedCells(2000, 1.2, 4) }, blood, 'made-up cells');
    expect(confidentErrorRate(plain, calibration)).toBeLessThanOrEqual(0.015);
    expect(calibration.unknownBelow).toBe(calibrateClassifier(classes, { plain, masked: plain }, blood, '').unknownBelow);
  });

  it('calls every cell once, under a calibration of the other folds', () => {
    const masked = judgedCells(2000, 0.9, 3);
    const called = crossCalibrated(classes, { plain, masked }, ({ cell }) => cell.canvas % 5, blood);
    expect([called.plain.length, called.masked.length]).toEqual([2000, 2000]);
    const firstFold = (cells: readonly JudgedCell[], isIn: boolean) => cells.filter(({ cell }) => (cell.canvas % 5 === 0) === isIn);
    const others = calibrateClassifier(classes, { plain: firstFold(plain, false), masked: firstFold(masked, false) }, blood, '');
    expect(called.plain.slice(0, 400)).toEqual(evaluatedCells(classes, firstFold(plain, true), others));
  });
});
