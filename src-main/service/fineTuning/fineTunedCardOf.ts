import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { classifierIntervals } from '#shared/evaluation/classifierIntervals.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { cardFigures } from '#shared/models/cardFigures.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import { fewestToRuleOut } from '#main/training/fineTuning/calibrateBranch.ts';
import type { FineTunedClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import type { FineTuningSettings } from '#main/training/fineTuning/fineTuningSettings.ts';
import { untrainedDoubts } from '../registry/builtCardOf.ts';
import { uncalibratedDoubt, unmeasuredDoubt } from '../registry/importedCardOf.ts';
import { measuredBefore } from '../registry/measuredBefore.ts';
import { cellsOfClasses, inWords, isOfFew } from './cellsOfClasses.ts';
import { laboratoryCells } from './laboratoryCells.ts';
import { wasTrainedFurther } from './rootOfClassifier.ts';

export interface FineTunedFacts {
  readonly base: ClassifierCard;
  readonly name: string;
  readonly tuned: FineTunedClassifier;
  readonly settings: FineTuningSettings;
  readonly cells: readonly TrainingCell[];
  /** Whether the cells' cases are known. */
  readonly byCase: boolean;
  readonly softwareVersion: string;
  readonly sha256: string;
}

const partNames = { head: 'its last layer', lastStage: 'its last stage and layer', all: 'all its layers' } as const;

/** The card of a classifier that was trained further: the base's, with what was learnt, measured and is to be doubted. */
export function fineTunedCardOf({ base, name, tuned, settings, cells, byCase, softwareVersion, sha256 }: FineTunedFacts): ClassifierCard {
  const cases = new Set(cells.map(({ group }) => group)).size;
  const [own, others] = tuned.folds.by === 'group' ? ['case', 'other cases\''] : ['part of the cells', 'the other parts\''];
  const on = `the laboratory's own ${cells.length} cells, each judged by a training without its ${own}, and by thresholds set on what was said of ${others} cells`;
  const judged = tuned.judged.map(({ probabilities, distance }, i) => {
    const { calibration, sharpness } = tuned.judgedUnder[i];
    // The branch's sharpness is in the model that is written, not in those of the folds: see `calibrateBranch`.
    const call = calibratedCall(base.classes, probabilities, distance, { ...calibration, temperature: calibration.temperature / sharpness });
    return evaluatedCell(base.classes, call, { truth: cells[i].label as LabelCode, group: cells[i].group });
  });
  const figures = classifierFigures(judged), intervals = classifierIntervals(judged);
  const { accuracy, lineageAccuracy, macroF1, coverage, confidentErrorRate } = figures;
  const seen = cellsOfClasses(cells, base.classes), absent = seen.filter((each) => each.cells === 0), few = seen.filter(isOfFew);
  // A card that is made from this one keeps its doubts: each says whose cells it speaks of.
  const theCells = `The laboratory's cells that ${name} learnt from`;
  return {
    // Whatever form the base was in, what is trained here is in our own.
    // Of the laboratory's cells no colours are kept: its own first slides stand for them.
    ...base, encoding: undefined, knownColours: undefined, untrained: undefined, name, version: '1', file: `${name}.onnx`, sha256, calibration: tuned.calibration,
    basedOn: { name: base.name, version: base.version, sha256: base.sha256 },
    summary: `${base.name} ${base.version}, trained further in the laboratory: ${partNames[settings.part]}, on ${cells.length} cells${byCase ? ` of ${cases} ${cases === 1 ? 'case' : 'cases'}` : ''}.`,
    drawnOnlyClasses: base.drawnOnlyClasses.filter((code) => !seen.some((each) => each.code === code && each.cells >= fewestToRuleOut)),
    training: {
      ...base.training, seed: settings.seed, softwareVersion, command: 'train fine-tune', computedOn: tuned.computedOn,
      pictures: [...base.training.pictures, { name: laboratoryCells, count: cells.length, licence: 'the laboratory\'s own', role: 'fine-tuning' }],
    },
    // The base's are another model's: an interval of its errors would not hold the truth here. Calibrating measures its own.
    confusions: [],
    figures: [
      ...cardFigures(Object.entries({ accuracy, lineageAccuracy, macroF1, coverage, confidentErrorRate }).map(([figure, value]) => ({ name: figure, value, count: cells.length })), intervals, { on }),
      ...base.figures.map((figure) => ({ ...figure, on: measuredBefore(figure.on, base) })),
    ],
    doubts: [
      ...(wasTrainedFurther(base) ? [`${base.name} was itself trained further on cells of a laboratory. Where these very cells or patients were among them, the figures on them flatter, and the thresholds trust it too far.`] : []),
      ...(absent.length > 0 ? [`${theCells} held no ${absent.map(({ code }) => code).join(', ')}: on cells that look like them these are hardly ever named.`] : []),
      ...(few.length > 0 ? [`${theCells} held few of ${inWords(few)}: what it says of these is not proven, and on cells that look like the laboratory's they may hardly ever be named.`] : []),
      ...(!byCase ? [`${theCells} are of cases that are not known, or not of all: cells of one patient may stand on both sides, so the figures on them flatter.`]
        : tuned.folds.by === 'cell' ? [`${theCells} are of too few cases to leave whole cases out: cells of one patient stood on both sides, so the figures on them flatter.`] : []),
      unmeasuredDoubt,
      ...base.doubts.filter((doubt) => doubt !== unmeasuredDoubt && (tuned.calibration.uncalibrated || doubt !== uncalibratedDoubt) && !untrainedDoubts.includes(doubt)),
    ],
  };
}
