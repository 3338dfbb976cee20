import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { classifierMethods } from '#main/experiments/classifiers/classifierMethods.ts';
import type { ExperimentCell } from '#main/experiments/cells/experimentCell.ts';
import type { SplitKind } from '#main/experiments/cells/outerFolds.ts';
import { pictureFeatures } from '#main/experiments/features/featureExtractor.ts';
import { untrainedResNet18 } from '#main/experiments/features/untrainedNetworkFeatures.ts';
import { graebelExperimentNames, type GraebelExperimentName } from '#main/experiments/graebel/graebelExperiments.ts';
import { describeGraebel } from '#main/experiments/graebel/describeGraebel.ts';
import { graebelFiles } from '#main/experiments/graebel/graebelFiles.ts';
import { graebelResult, type GraebelResult } from '#main/experiments/graebel/graebelResult.ts';
import { publishedProtocol, quickProtocol, type GraebelSettings } from '#main/experiments/graebel/graebelSettings.ts';
import { runGraebel, type PairOutcome } from '#main/experiments/graebel/runGraebel.ts';
import { openStateFolder, writeWhole } from '#main/experiments/state/stateFolder.ts';
import { describePictures, experimentCells, type ExperimentPictures } from './evaluation/experimentCells.ts';

/** What a run of Graebel's protocol is asked to do. */
export interface GraebelOrder {
  readonly pictures: ExperimentPictures;
  /** Results, and the state from which a stopped run goes on. */
  readonly outDirectory: string;
  readonly quick: boolean;
  /** Names of experiments, features and classifiers; all of a kind of which none is named. */
  readonly only: readonly string[];
  readonly splits: readonly SplitKind[];
  readonly sets?: number;
  readonly copies?: number;
  readonly mostPerLabel?: number;
  readonly seed: number;
}

/** What may be asked for by name; without a name, a network that has learnt nothing is left out. */
const allFeatures = [...pictureFeatures, untrainedResNet18];

/** What `only` may name. */
export const graebelWords: readonly string[] = [...graebelExperimentNames, ...allFeatures.map(({ name }) => name), ...classifierMethods.map(({ name }) => name)];

/**
 * Runs the classical grid of Graebel 2018 on a laboratory's own cells; goes on where an earlier run of the same order stopped.
 * Figures, tables and plots in `outDirectory` are written anew after each pair of feature and classifier.
 *
 * @throws MyeloscopeError `bad-input`, `not-found`, `not-permitted`, `disk-full`, `cancelled`
 */
export async function runGraebelExperiment(order: GraebelOrder, context: WorkContext = {}): Promise<GraebelResult> {
  const unknown = order.only.find((word) => !graebelWords.includes(word));
  if (unknown !== undefined) throw new MyeloscopeError('bad-input', `"${unknown}" is no experiment, feature or classifier.`, `There are: ${graebelWords.join(', ')}.`);
  const cells = await experimentCells(order.pictures);
  const named = <T extends { readonly name: string }>(all: readonly T[], unlessNamed = all): readonly T[] => {
    const some = all.filter(({ name }) => order.only.includes(name));
    return some.length ? some : unlessNamed;
  };
  const extractors = named(allFeatures, pictureFeatures), methods = named(classifierMethods);
  const settings = settingsOf(order, cells, named(graebelExperimentNames.map((name) => ({ name }))).map(({ name }) => name), extractors.map(({ name }) => name), methods.map(({ name }) => name));
  // Each pair's file is the same whatever else is asked for: a run may be widened and go on.
  const { copies, innerFolds, mostPerLabel, outerFolds, patch, quick, seed, sets } = settings;
  const recipe = { outerFolds, innerFolds, sets, copies, mostPerLabel, patch, seed, quick };
  const state = await openStateFolder(path.join(order.outDirectory, 'state'), { recipe, cells: cells.map(({ group, name, spanUm }) => [name, group, spanUm]) });
  const titles = new Map([...extractors, ...methods].map(({ name, title }) => [name, title]));
  const pictures = describePictures(order.pictures);
  const write = async (outcomes: readonly PairOutcome[]): Promise<GraebelResult> => {
    const result = graebelResult(pictures, cells, settings, outcomes, titles);
    for (const { name, text } of graebelFiles(result)) await writeWhole(path.join(order.outDirectory, name), text);
    return result;
  };
  try {
    return await write(await runGraebel({ cells, settings, extractors, methods, state }, context, async (done) => { await write(done); }));
  } finally {
    for (const extractor of extractors) await extractor.release();
  }
}

/** The tables of a run, for a terminal. */
export const describeGraebelResult = describeGraebel;

function settingsOf(order: GraebelOrder, cells: readonly ExperimentCell[], experiments: readonly GraebelExperimentName[], features: readonly string[], classifiers: readonly string[]): GraebelSettings {
  const protocol = order.quick ? quickProtocol : publishedProtocol;
  // Without artefacts the first experiment is left out, unless it is asked for by name.
  const hasArtefacts = cells.some(({ label }) => ['PLT', 'SMU', 'ART'].includes(label));
  return {
    ...protocol, experiments: experiments.filter((name) => name !== 'leukocytes' || hasArtefacts || order.only.includes(name)), splits: order.splits, features, classifiers,
    sets: order.sets ?? protocol.sets, copies: order.copies ?? protocol.copies, mostPerLabel: order.mostPerLabel ?? protocol.mostPerLabel, seed: order.seed, quick: order.quick,
  };
}
