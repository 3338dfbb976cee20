import path from 'node:path';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { applyLocalExpert } from '#main/analysis/classification/localExpert.ts';
import { temperedProbabilities } from '#main/analysis/classification/calibratedCall.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { fitTemperature } from './calibrate.ts';
import { cellNetwork } from './cellNetwork.ts';
import type { BatchPart } from './cellSampler.ts';
import { expertTraining, members, shippedClasses } from './classifierRecipe.ts';
import type { StagePlan } from './classifierStages.ts';
import { trainOnMarrow } from './classifierStages.ts';
import type { ExpertGain } from './expertGain.ts';
import { expertGain } from './expertGain.ts';
import type { FeatureStatistics } from './familiarity.ts';
import type { JudgedCell } from './judgeCells.ts';
import { judgeCells, statisticsOf } from './judgeCells.ts';
import { foldCount } from './prepareCells.ts';
import { trainStage } from './trainStage.ts';

/** A local expert with what it said of cells that neither it nor the network it started from was trained on. */
export interface TrainedExpert {
  readonly classes: readonly ClassCode[];
  readonly parameters: ParameterSet;
  readonly statistics: FeatureStatistics;
  readonly temperature: number;
  readonly gain: ExpertGain;
}

/**
 * Trains a network that decides only between a few classes, out of the classifier's first network (the dual stage of Choi 2017).
 * Five times without a fold of the marrow, to measure whether it helps, and once with all.
 *
 * @param marrow what the classifier said of the marrow cells, by folds, in the order of `prepared.marrow`'s folds
 */
export async function trainExpert(plan: StagePlan, classes: readonly ClassCode[], start: ParameterSet, marrow: readonly JudgedCell[], context: WorkContext): Promise<TrainedExpert> {
  const { prepared } = plan;
  const mine = (cells: readonly TrainingCell[]) => cells.filter(({ right }) => right.every((code) => classes.includes(code)));
  const train = async (fold: number | undefined) => {
    const out = new Set<TrainingCell>(fold === undefined ? [] : prepared.marrow.filter((_, i) => prepared.folds[i] === fold));
    const cells = mine(prepared.trainable).filter((cell) => !out.has(cell));
    const name = `${classes.join('-')} ${fold === undefined ? 'on all marrow' : `without fold ${fold + 1}`}`;
    const parameters = await trainStage({
      name, network: cellNetwork(classes.length), classes, canvases: prepared.pictures.canvases, ...expertTraining, parts: parts(cells),
      seed: plan.seed, threads: plan.threads, start: await trainOnMarrow(plan, members[0], start, fold, context),
      // What a few hundred cells can't teach is left as thousands of cells taught it.
      frozen: (layer) => /^(stem|stage[12])\b/.test(layer),
      checkpoint: path.join(plan.workDirectory, `${name.replaceAll(' ', '-')}.checkpoint`),
    }, context);
    return { parameters, cells };
  };
  const said: JudgedCell[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const held = mine(prepared.marrow).filter((cell) => prepared.folds[prepared.marrow.indexOf(cell)] === fold);
    const { parameters, cells } = await train(fold);
    const statistics = await statisticsOf(parameters, classes, prepared.pictures, cells.filter(({ origin }) => origin !== 'drawn'), plan.threads);
    said.push(...await judgeCells([{ parameters, statistics }], classes, prepared.pictures, held, plan.threads));
  }
  const temperature = fitTemperature(classes, said);
  const { parameters, cells } = await train(undefined);
  const statistics = await statisticsOf(parameters, classes, prepared.pictures, cells.filter(({ origin }) => origin !== 'drawn'), plan.threads);
  return { classes, parameters, statistics, temperature, gain: gainOf(classes, marrow, said, temperature) };
}

const parts = (cells: readonly TrainingCell[]): BatchPart[] => (['marrow', 'blood', 'drawn'] as const)
  .map((origin) => ({ share: { marrow: 0.5, blood: 0.4, drawn: 0.1 }[origin], cells: cells.filter((cell) => cell.origin === origin) }));

function gainOf(classes: readonly ClassCode[], marrow: readonly JudgedCell[], said: readonly JudgedCell[], temperature: number): ExpertGain {
  const places = classes.map((code) => shippedClasses.indexOf(code));
  const byName = new Map(marrow.map((judged) => [judged.cell.name, judged]));
  const callOf = (probabilities: Float32Array) => shippedClasses[probabilities.indexOf(Math.max(...probabilities))];
  return expertGain(said.map(({ cell, right, probabilities }) => {
    const before = byName.get(cell.name)!.probabilities, together = applyLocalExpert(before, places, temperedProbabilities(probabilities, temperature));
    return { group: cell.group, isRightWithout: right.includes(callOf(before)), isRightWith: right.includes(callOf(together)) };
  }));
}
