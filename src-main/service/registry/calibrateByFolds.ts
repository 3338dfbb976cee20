import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import type { HeldOutCell } from '#main/training/classifier/calibrate.ts';
import { chooseUnknownBelow, fitTemperature } from '#main/training/classifier/calibrate.ts';
import { groupedFolds } from '#main/training/classifier/folds.ts';

type Base = Pick<ClassifierCard, 'name' | 'classes' | 'calibration'>;

export interface CalibratedByFolds {
  /** Set on all cells. */
  readonly calibration: ClassifierCard['calibration'];
  /** Each cell called under a calibration that was set without its fold. */
  readonly judged: readonly EvaluatedCell[];
}

/** Fewer cells can't say what a probability is worth. */
const fewestCells = 50;
/** As for a training: of fewer patients nothing is learnt of others. */
const fewestGroups = 4;
/** What a fold is judged by is set on so many at least. */
const fewestLearnt = fewestCells / 2;
const foldCount = 5, seed = 1;
/** Named wrongly at most, of all cells: as for fine-tuned models. */
const largestConfidentErrorRate = 0.05;

/**
 * Sets temperature and the threshold of "cannot be named" by what a network said of labelled cells, and judges each cell by those that
 * were set without its group. A cell without a group stands for itself.
 *
 * @param cells with probabilities that nothing was done to, of classes that the network knows
 * @throws MyeloscopeError `bad-input` where there are too few cells, classes or groups, or nearly all cells are of one group
 */
export function calibrateByFolds({ name, classes, calibration: before }: Base, cells: readonly EvaluatedCell[]): CalibratedByFolds {
  if (cells.length < fewestCells || new Set(cells.map(({ truth }) => truth)).size < 2) {
    throw new MyeloscopeError('bad-input', `${cells.length} labelled cells of classes that ${name} knows are too few to say what its probabilities are worth.`, `Give at least ${fewestCells}, of two classes or more.`);
  }
  const grouped = cells.map(({ truth, group }, i) => ({ label: truth, group: group ?? `cell ${i}` }));
  const groups = new Set(grouped.map(({ group }) => group)).size;
  if (groups < fewestGroups) {
    throw new MyeloscopeError('bad-input', `The cells are of ${groups} ${groups === 1 ? 'patient' : 'patients'}: what its probabilities are worth could only be measured on cells of patients by whom it was calibrated.`, `Give cells of at least ${fewestGroups} patients.`);
  }
  const folds = groupedFolds(grouped, foldCount, seed), judged: EvaluatedCell[] = [];
  for (const fold of new Set(folds)) {
    const learnt = cells.filter((_, i) => folds[i] !== fold);
    if (learnt.length < fewestLearnt) {
      throw new MyeloscopeError('bad-input', `Of ${cells.length} cells only ${learnt.length} are left without those of one patient: too few to judge that one by.`, `Give at least ${fewestLearnt} cells of other patients.`);
    }
    const calibration = calibrationOn(learnt);
    judged.push(...cells.filter((_, i) => folds[i] === fold).map((cell) =>
      // No distance is known here: what is unfamiliar is left to use.
      evaluatedCell(classes, calibratedCall(classes, Float32Array.from(cell.probabilities), 0, { ...calibration, familiarDistances: [] }), cell)));
  }
  return { calibration: calibrationOn(cells), judged };

  function calibrationOn(learnt: readonly EvaluatedCell[]): ClassifierCard['calibration'] {
    const held = learnt.map((cell): HeldOutCell => ({ right: classesOfLabel(cell.truth), probabilities: Float32Array.from(cell.probabilities), distance: 0 }));
    const temperature = fitTemperature(classes, held), { familiarDistances, unfamiliarBelow, notRuledOut, views } = before;
    // As after fine-tuning: a model that was calibrated before never names more readily than it did.
    const least = before.uncalibrated ? 0 : before.unknownBelow;
    const chosen = chooseUnknownBelow(classes, held, { temperature, familiarDistances: [], unfamiliarBelow: 0, notRuledOut }, largestConfidentErrorRate);
    return {
      temperature, unknownBelow: Math.max(least, chosen), unfamiliarBelow, ...(notRuledOut && { notRuledOut }), familiarDistances, views,
      on: `${learnt.length} labelled cells of the laboratory`,
    };
  }
}
