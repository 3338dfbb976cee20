import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { shippedClasses } from './classifierRecipe.ts';
import type { StagePlan } from './classifierStages.ts';
import { trainOnMarrow } from './classifierStages.ts';
import type { JudgedCell } from './judgeCells.ts';
import { judgeCells, statisticsOf } from './judgeCells.ts';
import { readJudged, writeJudged } from './judgedFile.ts';
import { foldCount } from './prepareCells.ts';

/** What models that were not trained on them say of the marrow cells of one fold. */
export async function judgeFold(plan: StagePlan, start: ParameterSet, fold: number, context: WorkContext): Promise<JudgedCell[]> {
  const { marrow, folds, pictures, trainable } = plan.prepared;
  const held = marrow.filter((_, i) => folds[i] === fold), out = new Set(held);
  const file = path.join(plan.workDirectory, `judged-fold-${fold + 1}.json`);
  const known = await readJudged(file, held);
  if (known) return known;
  const parameters = await trainOnMarrow(plan, start, fold, context);
  const trained = trainable.filter((cell) => !out.has(cell) && (cell.origin === 'marrow' || cell.origin === 'blood'));
  const statistics = await statisticsOf(parameters, shippedClasses, pictures, trained, plan.threads);
  const judged = await judgeCells(parameters, statistics, shippedClasses, pictures, held, plan.threads);
  await writeJudged(file, judged);
  return judged;
}

/** Every marrow cell, judged by a model that saw neither it nor any cell of its overlap group. */
export async function crossValidate(plan: StagePlan, start: ParameterSet, context: WorkContext): Promise<JudgedCell[]> {
  const judged: JudgedCell[] = [];
  for (let fold = 0; fold < foldCount; fold++) judged.push(...await judgeFold(plan, start, fold, context));
  return judged;
}
