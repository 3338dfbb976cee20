import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import { chooseUnknownBelow, distanceQuantiles, fitTemperature } from './calibrate.ts';
import type { JudgedCell } from './judgeCells.ts';

type Calibration = ClassifierCard['calibration'];

/** Named wrongly at most, of all cells: under the aim of 5 % on marrow, so that cells of another day keep it too. */
const largestConfidentErrorRate = 0.04;
/** Cells less familiar than this share of held-out ones are not named. */
const unfamiliarBelow = 0.03;

/** The calibration that held-out cells ask for: temperature and distances by all of them, the threshold by marrow, the harder part. */
export function calibrateClassifier(classes: readonly ClassCode[], marrow: readonly JudgedCell[], blood: readonly JudgedCell[], on: string): Calibration {
  // As many blood cells as marrow cells, so that the easier and larger set does not decide.
  const some = blood.filter((_, i) => i % Math.max(1, Math.floor(blood.length / Math.max(1, marrow.length))) === 0);
  const temperature = fitTemperature(classes, [...marrow, ...some]);
  const familiarDistances = distanceQuantiles([...marrow, ...some].map(({ distance }) => distance));
  const unknownBelow = chooseUnknownBelow(classes, marrow, temperature, familiarDistances, unfamiliarBelow, largestConfidentErrorRate);
  return { temperature, unknownBelow, unfamiliarBelow, familiarDistances, views: 8, on };
}

/** Held-out cells as the product would call them. */
export function evaluatedCells(classes: readonly ClassCode[], judged: readonly JudgedCell[], calibration: Calibration): EvaluatedCell[] {
  return judged.map(({ cell, probabilities, distance }) => {
    const call = calibratedCall(classes, probabilities, distance, calibration);
    return { truth: cell.label as LabelCode, forcedCode: call.forcedCode, code: call.code, probabilities: call.probabilities, group: cell.group };
  });
}

/** Marrow cells, each called under a calibration that was made without its own fold. */
export function crossCalibrated(classes: readonly ClassCode[], marrow: readonly JudgedCell[], foldOf: (judged: JudgedCell) => number, blood: readonly JudgedCell[]): EvaluatedCell[] {
  const folds = [...new Set(marrow.map(foldOf))];
  return folds.flatMap((fold) => evaluatedCells(
    classes, marrow.filter((judged) => foldOf(judged) === fold),
    calibrateClassifier(classes, marrow.filter((judged) => foldOf(judged) !== fold), blood, ''),
  ));
}
