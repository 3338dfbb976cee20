import { describe, expect, it } from 'vitest';
import type { ClassCode } from '../taxonomy/cellClasses.ts';
import type { LabelCode } from '../taxonomy/labelSets.ts';
import { calibrationError } from './calibrationError.ts';
import { classifierFigures } from './classifierFigures.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { evaluatedCell } from './evaluatedCell.ts';

function cells(truth: LabelCode, forcedCode: ClassCode, count = 1, more: Partial<EvaluatedCell> = {}): EvaluatedCell[] {
  return Array.from({ length: count }, () => ({ truth, forcedCode, code: forcedCode, probabilities: [0.75, 0.25], ...more }));
}

describe('figures of a classifier', () => {
  it('counts accuracy by forced choice, coverage and confident errors by what is shown', () => {
    const figures = classifierFigures([
      ...cells('NGS', 'NGS', 6), ...cells('NGS', 'NGS', 1, { code: 'UNK' }), ...cells('NGS', 'LYT', 1, { code: 'UNK' }), ...cells('NGS', 'NGB', 2),
    ]);
    expect(figures).toMatchObject({ cells: 10, accuracy: 0.7, coverage: 0.8, confidentErrorRate: 0.2 });
  });

  it('gives precision, recall and F1 of each class of the truth, and their means', () => {
    // NGS: 8 of 10 found, 1 false. LYT: 4 of 5 found, 2 false. Monocytes are called but never true: they have no row.
    const figures = classifierFigures([
      ...cells('NGS', 'NGS', 8), ...cells('NGS', 'LYT', 2), ...cells('LYT', 'LYT', 4), ...cells('LYT', 'NGS', 1), ...cells('LYT', 'MON', 0),
    ]);
    expect(figures.perClass.map(({ code, support }) => [code, support])).toEqual([['NGS', 10], ['LYT', 5]]);
    expect(figures.perClass[0].precision).toBeCloseTo(8 / 9);
    expect(figures.perClass[0].recall).toBeCloseTo(0.8);
    expect(figures.perClass[0].f1).toBeCloseTo(16 / 19);
    expect(figures.perClass[1].f1).toBeCloseTo(8 / 11);
    expect(figures.macroF1).toBeCloseTo((16 / 19 + 8 / 11) / 2);
    expect(figures.mScore).toBeCloseTo(Math.log(16 / 19) + Math.log(8 / 11));
    expect(figures.confusion).toEqual({ labels: ['NGS', 'LYT'], rows: [[8, 2], [1, 4]] });
  });

  it('lets a lost class cost log 0.01', () => {
    const figures = classifierFigures([...cells('NGS', 'NGS', 3), ...cells('BAS', 'NGS', 1)]);
    expect(figures.perClass.find(({ code }) => code === 'BAS')).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(figures.mScore).toBeCloseTo(Math.log(6 / 7) + Math.log(0.01));
  });

  it('gives set labels a row of their own, outside the precision of the stages', () => {
    const figures = classifierFigures([
      ...cells('EBP', 'EBP', 4), ...cells('EBP', 'EBB', 1), ...cells('EBX', 'EBP', 6), ...cells('EBX', 'LYT', 2),
      ...cells('LYT', 'EBP', 1), ...cells('LYT', 'LYT', 3), ...cells('PLT', 'ART', 2), ...cells('PLT', 'LYT', 1),
    ]);
    const of = (code: string) => figures.perClass.find((row) => row.code === code)!;
    expect(figures.confusion.labels).toEqual(['LYT', 'EBB', 'EBP', 'EBX', 'ART', 'PLT']);
    expect(of('EBP').precision).toBeCloseTo(4 / 5); // the six unstaged are neither for nor against
    expect(of('EBX').recall).toBeCloseTo(6 / 8);
    expect(of('EBX').precision).toBeCloseTo(6 / 7); // the lymphocyte called EBP is against
    expect(of('PLT')).toMatchObject({ support: 3, precision: 1 });
    expect(of('LYT').precision).toBeCloseTo(3 / 6);
    expect(figures.accuracy).toBeCloseTo((4 + 6 + 3 + 2) / 20);
  });

  it('knows neighbours in a series and lineages', () => {
    const figures = classifierFigures([
      ...cells('MYB', 'MMZ'), ...cells('MYB', 'NGB'), ...cells('NGS', 'EOS'), ...cells('EBB', 'PEB'), ...cells('EBX', 'LYT'), ...cells('EBX', 'EBO'),
      ...cells('PLT', 'SMU'), ...cells('BLA', 'PEB'), ...cells('MAC', 'MAC'), ...cells('PLM', 'LYT'),
    ]);
    expect(figures.withinOneStageAccuracy).toBeCloseTo(4 / 10); // MYB-MMZ, EBB-PEB, EBX, MAC
    expect(figures.lineageAccuracy).toBeCloseTo(7 / 10); // all but EBX-LYT, BLA-PEB, PLM-LYT
  });

  it('compares the differentials of calls and truth in percentage points', () => {
    const figures = classifierFigures([...cells('NGS', 'NGS', 6), ...cells('NGS', 'LYT', 2), ...cells('LYT', 'LYT', 2), ...cells('SMU', 'SMU', 5)]);
    expect(figures.differentialError).toMatchObject({ largestCode: 'NGS' });
    expect(figures.differentialError!.largest).toBeCloseTo(20);
    expect(figures.differentialError!.mean).toBeCloseTo(20);
  });

  it('joins the stages of erythroblasts in the differential where the truth did not stage them all', () => {
    const figures = classifierFigures([...cells('EBX', 'EBP', 3), ...cells('EBX', 'EBO', 1), ...cells('EBB', 'EBP', 1), ...cells('LYT', 'LYT', 5)]);
    expect(figures.differentialError).toEqual({ mean: 0, largest: 0, largestCode: 'LYT' });
    expect(classifierFigures(cells('SMU', 'LYT')).differentialError).toBeNull();
  });

  it('gives kappa as worked by hand', () => {
    // The textbook table 20, 5, 10, 15: observed 0.7, expected 0.5.
    const figures = classifierFigures([...cells('NGS', 'NGS', 20), ...cells('NGS', 'LYT', 5), ...cells('LYT', 'NGS', 10), ...cells('LYT', 'LYT', 15)]);
    expect(figures.kappa).toBeCloseTo(0.4);
  });

  it('refuses to speak of no cells', () => {
    expect(() => classifierFigures([])).toThrow(RangeError);
  });
});

describe('calibration error', () => {
  it('is the gap between confidence and share right', () => {
    const figures = classifierFigures([...cells('NGS', 'NGS', 60), ...cells('NGS', 'LYT', 0)]);
    expect(figures.calibrationError).toBeCloseTo(0.25);
  });

  it('asks how sure the call was, not how sure the classifier was that it cannot tell', () => {
    const call = { code: 'UNK' as const, forcedCode: 'LYT' as const, probabilities: [0.3, 0.1, 0.6] };
    const figures = classifierFigures(Array.from({ length: 20 }, () => evaluatedCell(['LYT', 'NGS', 'UNK'], call, { truth: 'LYT' })));
    expect(figures).toMatchObject({ accuracy: 1, coverage: 0 });
    expect(figures.calibrationError).toBeCloseTo(1 - 0.3);
  });

  it('keeps bins apart, so that opposite gaps do not cancel', () => {
    // 150 unsure cells all right, 150 sure cells all wrong; the eighth of the 15 bins holds ten of each.
    const confidences = Float64Array.from({ length: 300 }, (_, i) => i < 150 ? 0.2 : 0.9);
    const right = Uint8Array.from({ length: 300 }, (_, i) => Number(i < 150));
    expect(calibrationError(confidences, right)).toBeCloseTo((7 * 0.8 + 7 * 0.9 + (0.9 - 0.8) / 2) / 15);
    expect(calibrationError([0.2, 0.9], [1, 0], [10, 10])).toBeCloseTo(0.85);
  });

  it('is 0 for perfect calibration and for nothing', () => {
    expect(calibrationError([1, 1, 1], [1, 1, 1])).toBe(0);
    expect(calibrationError([], [])).toBe(0);
  });
});
