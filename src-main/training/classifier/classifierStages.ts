import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { cellNetwork } from './cellNetwork.ts';
import type { BatchPart } from './cellSampler.ts';
import type { MemberRecipe, StageSettings } from './classifierRecipe.ts';
import { marrowTrainingParts, preTrainingParts, shippedClasses } from './classifierRecipe.ts';
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

const common = ({ prepared, threads }: StagePlan) => ({ network: cellNetwork(shippedClasses.length), classes: shippedClasses, canvases: prepared.pictures.canvases, threads });

/** One stage after the other, each with a checkpoint of its own. */
async function trainStages(plan: StagePlan, member: MemberRecipe, name: string, stages: readonly StageSettings[], parts: readonly BatchPart[], start: ParameterSet | undefined, context: WorkContext): Promise<ParameterSet> {
  let parameters = start;
  for (const [i, settings] of stages.entries()) {
    const stage = `${name}, stage ${String(i + 1)}`;
    parameters = await trainStage({
      name: stage, ...common(plan), seed: plan.seed + member.seed, ...settings, parts, start: parameters, checkpoint: path.join(plan.workDirectory, `${stage.replace(/[ ,]+/g, '-')}.checkpoint`),
    }, context);
  }
  return parameters!;
}

/** Learns from blood, fields and drawn cells alone. */
export function preTrain(plan: StagePlan, member: MemberRecipe, context: WorkContext): Promise<ParameterSet> {
  return trainStages(plan, member, `${member.name} pre-training`, member.preTraining, preTrainingParts(plan.prepared.trainable), undefined, context);
}

/** Goes on with marrow beside blood and drawn cells; without the marrow of one fold, where one is named. */
export function trainOnMarrow(plan: StagePlan, member: MemberRecipe, start: ParameterSet, fold: number | undefined, context: WorkContext): Promise<ParameterSet> {
  const { marrow, folds, trainable } = plan.prepared;
  const out = new Set<TrainingCell>(fold === undefined ? [] : marrow.filter((_, i) => folds[i] === fold));
  const where = fold === undefined ? 'all marrow' : `without fold ${String(fold + 1)}`;
  return trainStages(plan, member, `${member.name} ${where}`, member.marrow, marrowTrainingParts(trainable.filter((cell) => !out.has(cell))), start, context);
}
