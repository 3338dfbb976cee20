import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ExperimentCell } from '#main/experiments/cells/experimentCell.ts';
import type { SplitKind } from '#main/experiments/cells/outerFolds.ts';
import { describeResult } from '#main/experiments/figures/describeResult.ts';
import { resultFiles } from '#main/experiments/figures/resultFiles.ts';
import { trainedNetwork } from '#main/experiments/graebel/graebelNetworks.ts';
import { graebelResult, type GraebelResult } from '#main/experiments/graebel/graebelResult.ts';
import { publishedProtocol, quickProtocol, type GraebelSettings } from '#main/experiments/graebel/graebelSettings.ts';
import { runGraebel, type PairOutcome } from '#main/experiments/graebel/runGraebel.ts';
import { runNetworks } from '#main/experiments/graebel/runNetworks.ts';
import { viewGraebel } from '#main/experiments/graebel/viewGraebel.ts';
import { experimentWriting, openStateFolder } from '#main/experiments/state/stateFolder.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';
import { experimentCells, type ExperimentPictures } from '../evaluation/experimentCells.ts';
import { graebelParts, readPretrained, type GraebelParts, type PretrainedNetwork } from './graebelParts.ts';

/** What a run of Graebel's protocol is asked to do. */
export interface GraebelOrder {
  readonly pictures: ExperimentPictures;
  /** Results, and the state from which a stopped run goes on. */
  readonly outDirectory: string;
  readonly quick: boolean;
  /** Names of experiments, features, classifiers and networks, see `graebelParts`. */
  readonly only: readonly string[];
  readonly splits: readonly SplitKind[];
  readonly sets?: number;
  readonly copies?: number;
  readonly mostPerLabel?: number;
  readonly seed: number;
  /** An ONNX file of ResNet-18 or ResNet-152 that the network of the same form starts from. */
  readonly weights?: string;
  readonly networkSets?: number;
  readonly searchedFolds?: number;
  readonly networkEpochs?: number;
  readonly networkSidePx?: number;
  readonly threads: number;
}

/**
 * Runs the comparison of Graebel 2018 on a laboratory's own cells: the classical grid, then the trained networks. Goes on where an
 * earlier run of the same order stopped. Figures, tables and plots in `outDirectory` are written anew after each pair and network.
 *
 * @throws MyeloscopeError `bad-input`, `not-found`, `model-invalid`, `not-permitted`, `disk-full`, `cancelled`
 */
export async function runGraebelExperiment(order: GraebelOrder, context: WorkContext = {}): Promise<GraebelResult> {
  const pretrained = order.weights === undefined ? undefined : await readPretrained(order.weights);
  const parts = graebelParts(order.only, order.quick, pretrained), { extractors, methods, networks } = parts;
  const { cells, described } = await experimentCells(order.pictures), settings = settingsOf(order, cells, parts, pretrained);
  // Each pair's file is the same whatever else is asked for: a run may be widened and go on.
  const { copies, innerFolds, mostPerLabel, outerFolds, patch, quick, seed, sets } = settings;
  const recipe = { outerFolds, innerFolds, sets, copies, mostPerLabel, patch, seed, quick };
  const state = await openStateFolder(path.join(order.outDirectory, 'state'), { recipe, cells: cells.map(({ group, name, sha256, spanUm }) => [name, sha256, group, spanUm]) });
  const titles = new Map([...extractors, ...methods, ...networks, trainedNetwork].map(({ name, title }) => [name, title]));
  const write = async (outcomes: readonly PairOutcome[]): Promise<GraebelResult> => {
    const result = graebelResult(described, cells, settings, outcomes, titles);
    await writeAllWhole(resultFiles(result, viewGraebel(result)).map(({ name, text }) => ({ path: path.join(order.outDirectory, name), content: text })), experimentWriting);
    return result;
  };
  try {
    const classical = await runGraebel({ cells, settings, extractors, methods, state }, context, async (done) => { await write(done); });
    const starts = new Map(pretrained && [[pretrained.network.name, pretrained.parameters]]);
    const trained = await runNetworks({ cells, settings, networks, starts, state }, context, async (done) => { await write([...classical, ...done]); });
    return await write([...classical, ...trained]);
  } finally {
    for (const extractor of extractors) await extractor.release();
  }
}

/** The tables of a run, for a terminal. */
export const describeGraebelResult = (result: GraebelResult): string => describeResult(viewGraebel(result));

function settingsOf(order: GraebelOrder, cells: readonly ExperimentCell[], { experiments, extractors, methods, networks }: GraebelParts, pretrained: PretrainedNetwork | undefined): GraebelSettings {
  const protocol = order.quick ? quickProtocol : publishedProtocol;
  // Without artefacts the first experiment is left out, unless it is asked for by name.
  const hasArtefacts = cells.some(({ label }) => ['PLT', 'SMU', 'ART'].includes(label));
  return {
    ...protocol, splits: order.splits, seed: order.seed, quick: order.quick, threads: order.threads, ...(pretrained && { weights: pretrained.card }),
    experiments: experiments.filter((name) => name !== 'leukocytes' || hasArtefacts || order.only.includes(name)),
    features: extractors.map(({ name }) => name), classifiers: methods.map(({ name }) => name), networks: networks.map(({ name }) => name),
    sets: order.sets ?? protocol.sets, copies: order.copies ?? protocol.copies, mostPerLabel: order.mostPerLabel ?? protocol.mostPerLabel,
    networkSets: order.networkSets ?? protocol.networkSets, searchedFolds: order.searchedFolds ?? protocol.searchedFolds, networkEpochs: order.networkEpochs ?? protocol.networkEpochs, networkSidePx: order.networkSidePx ?? protocol.networkSidePx,
  };
}
