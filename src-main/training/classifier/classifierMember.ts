import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { MemberRecipe } from './classifierRecipe.ts';
import { members, shippedClasses } from './classifierRecipe.ts';
import type { StagePlan } from './classifierStages.ts';
import { preTrain, trainOnMarrow } from './classifierStages.ts';
import type { FeatureStatistics } from './familiarity.ts';
import { familiarCells, statisticsOf } from './judgeCells.ts';
import { foldCount } from './prepareCells.ts';

/** One trained network, with what is familiar to it. A classifier is the mean of one or several. */
export interface ClassifierMember { readonly parameters: ParameterSet; readonly statistics: FeatureStatistics }

/** The parameters of each member after pre-training, in the order of the recipe. */
export async function preTrainMembers(plan: StagePlan, context: WorkContext): Promise<ParameterSet[]> {
  const starts: ParameterSet[] = [];
  for (const member of members) starts.push(await preTrain(plan, member, context));
  return starts;
}

/**
 * All stages of one member that a whole training wants: before the marrow, without each fold of it, and with all of it. Their checkpoints
 * stay in the work folder, where `preTrainMembers` and `trainMembers` find them done: so the members can be trained side by side.
 */
export async function trainMemberStages(plan: StagePlan, member: MemberRecipe, context: WorkContext): Promise<void> {
  const start = await preTrain(plan, member, context);
  for (let fold = 0; fold < foldCount; fold++) await trainOnMarrow(plan, member, start, fold, context);
  await trainOnMarrow(plan, member, start, undefined, context);
}

/** Every member trained on all marrow, or on the marrow without one fold. */
export async function trainMembers(plan: StagePlan, starts: readonly ParameterSet[], fold: number | undefined, context: WorkContext): Promise<ClassifierMember[]> {
  const { marrow, folds, trainable, pictures } = plan.prepared;
  const out = new Set(fold === undefined ? [] : marrow.filter((_, i) => folds[i] === fold));
  const known = familiarCells(trainable.filter((cell) => !out.has(cell)));
  const trained: ClassifierMember[] = [];
  for (const [i, member] of members.entries()) {
    const parameters = await trainOnMarrow(plan, member, starts[i], fold, context);
    trained.push({ parameters, statistics: await statisticsOf(parameters, shippedClasses, pictures, known, plan.threads) });
  }
  return trained;
}
