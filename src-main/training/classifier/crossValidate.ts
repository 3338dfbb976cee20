import path from 'node:path';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { cellInputPx, cellInputUm } from '#main/analysis/classification/cellInput.ts';
import { keptDiscUm, maskBackground } from '#main/analysis/classification/pictureChanges.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { trainMembers } from './classifierMember.ts';
import { shippedClasses } from './classifierRecipe.ts';
import type { StagePlan } from './classifierStages.ts';
import type { JudgedCell } from './judgeCells.ts';
import { judgeCells } from './judgeCells.ts';
import { readJudged, writeJudged } from './judgedFile.ts';
import { foldCount } from './prepareCells.ts';

/** Held-out cells as a model judges them: as they are, and with the background masked, on which a model may lean. */
export interface JudgedMarrow { readonly plain: JudgedCell[]; readonly masked: JudgedCell[] }

const keptRadiusPx = (keptDiscUm / 2) * (cellInputPx / cellInputUm);

/** What a model that was not trained on them says of the marrow cells of one fold. */
export async function judgeFold(plan: StagePlan, starts: readonly ParameterSet[], fold: number, context: WorkContext): Promise<JudgedMarrow> {
  const { marrow, folds, pictures } = plan.prepared;
  const held = marrow.filter((_, i) => folds[i] === fold);
  const fileOf = (kind: string) => path.join(plan.workDirectory, `judged-fold-${fold + 1}${kind}.json`);
  const [plain, masked] = [await readJudged(fileOf(''), held), await readJudged(fileOf('-masked'), held)];
  if (plain && masked) return { plain, masked };
  const trained = await trainMembers(plan, starts, fold, context);
  const judge = (change?: (crop: RgbPicture) => RgbPicture) => judgeCells(trained, shippedClasses, pictures, held, plan.threads, change);
  const judged = { plain: plain ?? await judge(), masked: await judge((crop) => maskBackground(crop, keptRadiusPx)) };
  await writeJudged(fileOf(''), judged.plain);
  await writeJudged(fileOf('-masked'), judged.masked);
  return judged;
}

/** Every marrow cell, judged by a model that saw neither it nor any cell of its overlap group. */
export async function crossValidate(plan: StagePlan, starts: readonly ParameterSet[], context: WorkContext): Promise<JudgedMarrow> {
  const judged: JudgedMarrow = { plain: [], masked: [] };
  for (let fold = 0; fold < foldCount; fold++) {
    const { plain, masked } = await judgeFold(plan, starts, fold, context);
    judged.plain.push(...plain);
    judged.masked.push(...masked);
  }
  return judged;
}
