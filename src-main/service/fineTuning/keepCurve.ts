import type { TrainingCurve } from '#shared/contract/trainingCommands.ts';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import type { FineTuningWatch } from '#main/training/fineTuning/fineTuneClassifier.ts';
import { fineTuningParts } from '#main/training/fineTuning/fineTuneClassifier.ts';

/** Points of a curve that are drawn of each part, at most. */
const mostPoints = 200;

type Part = { -readonly [Key in keyof TrainingCurve['parts'][number]]: TrainingCurve['parts'][number][Key] };

export interface CurveOptions {
  /** As it was kept before an interruption. */
  readonly before: TrainingCurve;
  readonly cells: readonly TrainingCell[];
  readonly classes: readonly ClassCode[];
  readonly batch: number;
  readonly keep: (curve: TrainingCurve) => void;
  /** How many steps were done of all parts' together. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Keeps the losses of a training, thinned by their means, and how each part named the cells it left out. A part that goes on after an interruption goes on in its curve. */
export function keepCurve({ before, cells, classes, batch, keep, onProgress }: CurveOptions): Required<Pick<FineTuningWatch, 'onStep' | 'onJudged'>> {
  const parts: Part[] = before.parts.map((part) => ({ ...part }));
  let sum = 0, count = 0;
  const partOf = (name: string, totalSteps: number): Part => {
    const found = parts.find((part) => part.name === name);
    if (found) return found;
    const added: Part = { name, steps: [], losses: [], totalSteps, epochs: (totalSteps * batch) / cells.length };
    parts.push(added);
    return added;
  };
  return {
    onStep(name, steps, totalSteps, loss) {
      onProgress(fineTuningParts.indexOf(name) * totalSteps + steps, fineTuningParts.length * totalSteps);
      const part = partOf(name, totalSteps);
      const kept = part.steps.findIndex((step) => step >= steps);
      if (kept >= 0) { part.steps.length = kept; part.losses.length = kept; sum = count = 0; }
      sum += loss;
      count += 1;
      if (steps % Math.ceil(totalSteps / mostPoints) !== 0 && steps !== totalSteps) return;
      part.steps.push(steps);
      part.losses.push(sum / count);
      sum = count = 0;
      keep({ parts });
    },
    onJudged(name, places, said) {
      const evaluated = said.map(({ probabilities, distance }, i) => {
        const { forcedCode } = calibratedCall(classes, probabilities, distance, { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [] });
        return { truth: cells[places[i]].label as LabelCode, forcedCode, code: forcedCode, probabilities };
      });
      const { accuracy, macroF1 } = classifierFigures(evaluated);
      partOf(name, 0).leftOut = { cells: places.length, accuracy, macroF1 };
      keep({ parts });
    },
  };
}
