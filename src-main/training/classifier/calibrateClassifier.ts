import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import { chooseUnknownBelow, distanceQuantiles, fitTemperature } from './calibrate.ts';
import type { JudgedCell } from './judgeCells.ts';

type Calibration = ClassifierCard['calibration'];

/**
 * Named wrongly at most, of all marrow cells, as they are and with the background masked: a cell that is named by what lies around it is
 * named by the slide it came from, which another laboratory does not share. Far under the 5 % aimed at, since on cells unlike those that
 * were learnt from a model errs several times as often, and a wrong name costs more than a cell that a person has to name.
 */
const largestConfidentErrorRate = 0.015;
/** Cells less familiar than this share of held-out ones are not named. */
const unfamiliarBelow = 0.03;
/**
 * Six blasts, eight plasma cells and no real smudge were learnt from: that a cell is none of them can't be told as surely as a neutrophil
 * from a lymphocyte, and a diagnosis hangs on the first two. What it costs stands in `docs/validation.md`.
 */
const shippedNotRuledOut = (['BLA', 'PLM', 'SMU'] as const).map((code) => ({ code, from: 0.02 }));

/** Held-out marrow cells as they are, and the same with the background masked. */
export interface HeldOutMarrow { readonly plain: readonly JudgedCell[]; readonly masked: readonly JudgedCell[] }

/**
 * The calibration that held-out cells ask for: temperature and distances by all of them as they are, the threshold by marrow, the harder
 * part, as it is and masked.
 */
export function calibrateClassifier(classes: readonly ClassCode[], { plain: marrow, masked }: HeldOutMarrow, blood: readonly JudgedCell[], on: string): Calibration {
  // As many blood cells as marrow cells, so that the easier and larger set does not decide.
  const some = blood.filter((_, i) => i % Math.max(1, Math.floor(blood.length / Math.max(1, marrow.length))) === 0);
  const temperature = fitTemperature(classes, [...marrow, ...some]);
  const familiarDistances = distanceQuantiles([...marrow, ...some].map(({ distance }) => distance));
  const notRuledOut = shippedNotRuledOut.filter(({ code }) => classes.includes(code));
  const lowest = (cells: readonly JudgedCell[]) => chooseUnknownBelow(classes, cells, { temperature, familiarDistances, unfamiliarBelow, notRuledOut }, largestConfidentErrorRate);
  const unknownBelow = Math.max(lowest(marrow), lowest(masked));
  return { temperature, unknownBelow, unfamiliarBelow, notRuledOut, familiarDistances, views: 8, on };
}

/** Held-out cells as the product would call them. */
export function evaluatedCells(classes: readonly ClassCode[], judged: readonly JudgedCell[], calibration: Calibration): EvaluatedCell[] {
  return judged.map(({ cell, probabilities, distance }) => {
    const call = calibratedCall(classes, probabilities, distance, calibration);
    return { truth: cell.label as LabelCode, forcedCode: call.forcedCode, code: call.code, probabilities: call.probabilities, group: cell.group };
  });
}

/** Marrow cells, plain and masked, each called under a calibration that was set on what was said of the other folds. */
export function crossCalibrated(classes: readonly ClassCode[], marrow: HeldOutMarrow, foldOf: (judged: JudgedCell) => number, blood: readonly JudgedCell[]): { plain: EvaluatedCell[]; masked: EvaluatedCell[] } {
  const called = { plain: [] as EvaluatedCell[], masked: [] as EvaluatedCell[] };
  for (const fold of new Set(marrow.plain.map(foldOf))) {
    const where = (isIn: (own: number) => boolean): HeldOutMarrow => ({ plain: marrow.plain.filter((judged) => isIn(foldOf(judged))), masked: marrow.masked.filter((judged) => isIn(foldOf(judged))) });
    const calibration = calibrateClassifier(classes, where((own) => own !== fold), blood, '');
    const own = where((other) => other === fold);
    called.plain.push(...evaluatedCells(classes, own.plain, calibration));
    called.masked.push(...evaluatedCells(classes, own.masked, calibration));
  }
  return called;
}
