import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { cellInputPx } from '#main/analysis/classification/cellInput.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { cellNetwork } from '#main/training/classifier/cellNetwork.ts';
import { marrowTrainingParts, members, preTrainingParts, shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import { foldCount, type PreparedCells } from '#main/training/classifier/prepareCells.ts';
import { trainStage, type TrainingStage } from '#main/training/classifier/trainStage.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import { reduceSum, scale } from '#main/training/graph/operators/arithmetic.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';

/** One way to train, judged on the marrow by the folds of the shipped classifier, and on the blood that was kept out. */
export interface StudyArm {
  readonly name: string;
  readonly about: string;
  readonly network: NetworkDescription;
  /** Which of the cells it may learn from. */
  readonly learnsFrom: (cell: TrainingCell) => boolean;
  /** Steps at 64 px, at 96 px before the marrow, and with it; none of the last: one model for all folds, which has seen no marrow. */
  readonly steps: { readonly coarse: number; readonly fine: number; readonly marrow: number };
}

/** The recipe of the shipped classifier's second network, shortened. */
const { preTraining: [coarsePreTraining, finePreTraining], marrow: [marrowTraining] } = members[1];
const short = { coarse: 1000, fine: 0, marrow: 120 };
const network = cellNetwork(shippedClasses.length);

export const studyArms: readonly StudyArm[] = [
  { name: 'with-drawn', about: 'our network, a short training with drawn cells', network, learnsFrom: () => true, steps: short },
  { name: 'without-drawn', about: 'the same short training without drawn cells', network, learnsFrom: ({ origin }) => origin !== 'drawn', steps: short },
  { name: 'drawn-alone', about: 'our network, drawn cells alone', network, learnsFrom: ({ origin }) => origin === 'drawn', steps: { coarse: 500, fine: 60, marrow: 0 } },
  { name: 'resnet18', about: 'a plain ResNet-18 from nothing, without drawn cells', network: resNet18(shippedClasses.length), learnsFrom: ({ origin }) => origin !== 'drawn', steps: { coarse: 300, fine: 0, marrow: 100 } },
];

/** What an arm says of cells that it has not learnt from; `other` is empty where it was not asked of another laboratory. */
export interface JudgedArm { readonly marrow: EvaluatedCell[]; readonly blood: EvaluatedCell[]; readonly other: EvaluatedCell[] }

interface ArmSettings { readonly seed: number; readonly threads: number; readonly directory: string }

/** The trainings of an arm, each going on from its checkpoint: before any marrow, and with the marrow but for some of its cells. */
function trainingsOf(arm: StudyArm, prepared: PreparedCells, { seed, threads, directory }: ArmSettings, context: WorkContext) {
  const cells = prepared.trainable.filter((cell) => arm.learnsFrom(cell));
  const stage = (name: string, given: Pick<TrainingStage, 'balance' | 'batch' | 'learningRate' | 'weightDecay' | 'labelSmoothing' | 'augmentation' | 'sidePx'>, steps: number, parts: TrainingStage['parts'], start?: ParameterSet) => trainStage({
    name: `${arm.name}, ${name}`, network: arm.network, classes: shippedClasses, canvases: prepared.pictures.canvases, seed, threads,
    ...given, steps, parts: parts.filter((part) => part.cells.length > 0), start, checkpoint: path.join(directory, `${arm.name}-${name.replaceAll(' ', '-')}.checkpoint`),
  }, context);
  return {
    async beforeMarrow(): Promise<ParameterSet> {
      const start = await stage('coarse', coarsePreTraining, arm.steps.coarse, preTrainingParts(cells));
      return arm.steps.fine > 0 ? stage('fine', finePreTraining, arm.steps.fine, preTrainingParts(cells), start) : start;
    },
    withMarrow: (start: ParameterSet, without: ReadonlySet<TrainingCell>, name: string): Promise<ParameterSet> => stage(name, marrowTraining, arm.steps.marrow, marrowTrainingParts(cells.filter((cell) => !without.has(cell))), start),
  };
}

/** Forced choice over eight views, of a runner with the shipped classes. */
export async function forcedCalls(runner: ModelRunner, pictures: Pick<TrainingCells, 'cropOf'>, cells: readonly TrainingCell[]): Promise<EvaluatedCell[]> {
  const { probabilities } = await networkOutputs(runner, cells.map((cell) => pictures.cropOf(cell)), shippedClasses.length, 8);
  return cells.map((cell, i) => {
    const code = shippedClasses[probabilities[i].indexOf(Math.max(...probabilities[i]))];
    return { truth: cell.label as LabelCode, forcedCode: code, code, probabilities: probabilities[i], group: cell.group };
  });
}

/** Trains an arm without some of the marrow's cells; `name` is the training's own. */
export async function trainWithout(arm: StudyArm, prepared: PreparedCells, without: ReadonlySet<TrainingCell>, name: string, settings: ArmSettings, context: WorkContext): Promise<ParameterSet> {
  const trainings = trainingsOf(arm, prepared, settings, context);
  return trainings.withMarrow(await trainings.beforeMarrow(), without, name);
}

/**
 * Trains an arm and judges it: every marrow cell by a model that saw none of its overlap group, all others by the last fold's. Goes on
 * from its checkpoints.
 */
export async function runArm(arm: StudyArm, prepared: PreparedCells, settings: ArmSettings & { folds: number; other?: TrainingCells }, context: WorkContext): Promise<JudgedArm> {
  await mkdir(settings.directory, { recursive: true });
  const trainings = trainingsOf(arm, prepared, settings, context);
  const start = await trainings.beforeMarrow();
  const marrow: EvaluatedCell[] = [];
  let last = start;
  for (let fold = 0; fold < Math.min(settings.folds, foldCount); fold++) {
    const held = prepared.marrow.filter((_, i) => prepared.folds[i] === fold);
    const parameters = arm.steps.marrow === 0 ? start : await trainings.withMarrow(start, new Set(held), `fold ${fold + 1}`);
    marrow.push(...await judged(arm, prepared.pictures, parameters, held, settings.threads));
    last = parameters;
  }
  return {
    marrow, blood: await judged(arm, prepared.pictures, last, prepared.heldOutBlood, settings.threads),
    other: settings.other ? await judged(arm, settings.other, last, settings.other.cells, settings.threads) : [],
  };
}

/** Forced choice over eight views. No calibration is made here, so coverage and confident errors are not to be read from it. */
async function judged(arm: StudyArm, pictures: Pick<TrainingCells, 'cropOf'>, parameters: ParameterSet, cells: readonly TrainingCell[], threads: number): Promise<EvaluatedCell[]> {
  const withDistance: NetworkDescription = (layers, pictures) => {
    const { logits } = arm.network(layers, pictures);
    // The runner of classifiers wants a distance, which these have none of.
    return { logits, distance: scale(reduceSum(logits, [1]), 0) };
  };
  const runner = await createRunner(exportInferenceModel({ network: withDistance, parameters, inputName: 'pictures', inputShape: [3, cellInputPx, cellInputPx] }), { provider: 'cpu', threads });
  try {
    return await forcedCalls(runner, pictures, cells);
  } finally {
    await runner.release();
  }
}
