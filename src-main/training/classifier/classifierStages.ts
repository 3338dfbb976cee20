import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { cellNetwork } from './cellNetwork.ts';
import { coarsePreTraining, finePreTraining, marrowTraining, marrowTrainingParts, preTrainingParts, refining, shippedClasses } from './classifierRecipe.ts';
import type { PreparedCells } from './prepareCells.ts';
import { trainStage } from './trainStage.ts';

/** What all stages of one training share. */
export interface StagePlan {
  readonly prepared: PreparedCells;
  /** Where checkpoints are kept: a stage that was done is not done again. */
  readonly workDirectory: string;
  readonly seed: number;
  readonly threads: number;
}

const common = ({ prepared, seed, threads }: StagePlan) =>
  ({ network: cellNetwork(shippedClasses.length), classes: shippedClasses, canvases: prepared.pictures.canvases, seed, threads });

/** Learns from blood, fields and drawn cells alone. */
export async function preTrain(plan: StagePlan, context: WorkContext): Promise<ParameterSet> {
  const stage = (name: string, settings: typeof coarsePreTraining, start?: ParameterSet) => trainStage({
    name, ...common(plan), ...settings, parts: preTrainingParts(plan.prepared.trainable), start,
    checkpoint: path.join(plan.workDirectory, `${name.replaceAll(' ', '-')}.checkpoint`),
  }, context);
  return stage('pre-training fine', finePreTraining, await stage('pre-training coarse', coarsePreTraining));
}

/** Goes on with marrow beside blood and drawn cells; without the marrow of one fold, where one is named. */
export async function trainOnMarrow(plan: StagePlan, start: ParameterSet, fold: number | undefined, context: WorkContext): Promise<ParameterSet> {
  const { marrow, folds, trainable } = plan.prepared;
  const out = new Set<TrainingCell>(fold === undefined ? [] : marrow.filter((_, i) => folds[i] === fold));
  const where = fold === undefined ? 'all marrow' : `without fold ${fold + 1}`;
  const stage = (name: string, settings: typeof marrowTraining, from: ParameterSet) => trainStage({
    name, ...common(plan), ...settings, parts: marrowTrainingParts(trainable.filter((cell) => !out.has(cell))), start: from,
    checkpoint: path.join(plan.workDirectory, `${name.replaceAll(' ', '-')}.checkpoint`),
  }, context);
  return stage(`${where} refined`, refining, await stage(where, marrowTraining, start));
}
