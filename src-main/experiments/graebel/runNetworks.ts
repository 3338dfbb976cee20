import { createHash } from 'node:crypto';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { readPictures } from '../cells/readPictures.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { foldCount, foldsOfCells, type SplitKind } from '../cells/outerFolds.ts';
import { PartsProgress } from '../state/partsProgress.ts';
import type { StateFolder } from '../state/stateFolder.ts';
import { graebelExperiment } from './graebelExperiments.ts';
import { networkSetsOf, trainedNetwork, type GraebelNetwork } from './graebelNetworks.ts';
import type { GraebelSettings } from './graebelSettings.ts';
import { leastSearchFolds } from './innerFolds.ts';
import { learnAndName, mScoreOf, type NetworkParts, type NetworkTask } from './learnAndName.ts';
import type { PairOutcome } from './runGraebel.ts';
import type { FoldOutcome } from './searchFold.ts';

export interface NetworkRun {
  readonly cells: readonly ExperimentCell[];
  readonly settings: GraebelSettings;
  readonly networks: readonly GraebelNetwork[];
  /** Parameters that a network starts with, by the network's name; by MSRA where none are. */
  readonly starts: ReadonlyMap<string, ParameterSet>;
  readonly state: StateFolder;
}

/**
 * The trained networks of Graebel 2018: learning rate and batch by random search within the training part, one fold of it for early
 * stopping. Goes on from its state folder, within a training from its last epoch.
 *
 * @param networkDone called after each network with all networks that are done so far
 * @throws MyeloscopeError `cancelled`, `bad-input`, `disk-full`, and what reading pictures throws
 */
export async function runNetworks({ cells, networks, settings, starts, state }: NetworkRun, context: WorkContext, networkDone: (done: readonly PairOutcome[]) => Promise<void>): Promise<PairOutcome[]> {
  const done: PairOutcome[] = [];
  const { networkSets, outerFolds, searchedFolds } = settings, perFold = (networkSets > 1 ? networkSets * searchedFolds : 0) + 1;
  const parts = new PartsProgress(context, 'Training networks', settings.experiments.length * settings.splits.length * networks.length * outerFolds * perFold);
  for (const experiment of settings.experiments) {
    const chosen = graebelExperiment(experiment, cells, settings.mostPerLabel, settings.seed);
    const pictures = networks.length ? await readPictures(chosen.cells, context) : [];
    for (const split of settings.splits) for (const network of networks) {
      const task: NetworkTask = { network, chosen, pictures, settings, start: starts.get(network.name), state };
      const key = `${experiment}/${split}/${network.name}-${trainingKey(settings, network)}`, folds: FoldOutcome[] = [];
      for (let fold = 0; fold < outerFolds; fold++) folds.push(await parts.part(perFold, (own) => outerFold(task, key, split, fold, own)));
      done.push({ experiment, split, feature: trainedNetwork.name, classifier: network.name, folds });
      await networkDone(done);
    }
  }
  return done;
}

/** Trainings of other settings lie beside each other. */
function trainingKey({ networkEpochs, networkSidePx, patience, weights }: GraebelSettings, { name }: GraebelNetwork): string {
  return createHash('sha256').update(JSON.stringify([networkEpochs, networkSidePx, patience, weights?.network === name ? weights.sha256 : null])).digest('hex').slice(0, 12);
}

async function outerFold(task: NetworkTask, key: string, split: SplitKind, fold: number, context: WorkContext): Promise<FoldOutcome> {
  const { chosen: { cells, truths }, settings: { innerFolds, networkSets, outerFolds, searchedFolds, seed } } = task;
  const outer = foldsOfCells(cells, truths, split, outerFolds, seed);
  const within = [...outer.keys()].filter((cell) => outer[cell] !== fold), tested = [...outer.keys()].filter((cell) => outer[cell] === fold);
  const own = within.map((cell) => cells[cell]), count = foldCount(own, split, innerFolds);
  const inner = foldsOfCells(own, within.map((cell) => truths[cell]), split, count, seed + 1 + fold);
  const partOf = (has: (inside: number) => boolean) => within.filter((_, i) => has(inner[i]));
  // A single set needs no choice.
  const searched = networkSets > 1 && count >= leastSearchFolds ? Math.min(searchedFolds, count) : 0;
  const sets = networkSetsOf(networkSets, seed), parts = new PartsProgress(context, '', networkSets * searched + 1);
  const learn = async (set: number, purpose: string, cellsOf: NetworkParts) => {
    return await parts.part(1, (part) => learnAndName(task, `${key}/fold ${fold + 1}/set ${set + 1}, ${purpose}`, sets[set], cellsOf, part));
  };
  const scoreOf = async (set: number): Promise<number> => {
    const scored: number[] = [], calls: number[] = [];
    for (let held = 0; held < searched; held++) {
      const stop = (held + 1) % count, named = partOf((inside) => inside === held);
      scored.push(...named);
      calls.push(...await learn(set, `inner ${held + 1}`, { learnt: partOf((inside) => inside !== held && inside !== stop), stopBy: partOf((inside) => inside === stop), named }));
    }
    return mScoreOf(task.chosen, scored, calls);
  };
  const scores: number[] = [];
  if (searched) for (let set = 0; set < networkSets; set++) scores.push(await scoreOf(set));
  const best = Math.max(0, scores.indexOf(Math.max(...scores)));
  const calls = await learn(best, 'last', { learnt: partOf((inside) => inside !== 0), stopBy: partOf((inside) => inside === 0), named: tested });
  return { set: sets[best], innerMScore: scores[best] ?? null, cells: tested, calls };
}
