import type { PatchSize } from '../features/cellPatch.ts';
import type { SplitKind } from '../cells/outerFolds.ts';
import type { GraebelExperimentName } from './graebelExperiments.ts';
import { networkReductions, publishedNetworks, quickNetworks, type NetworkSettings } from './networkSettings.ts';

/** What a run of the protocol depends on, beside its cells. Part of every output. */
export interface GraebelSettings extends NetworkSettings {
  readonly experiments: readonly GraebelExperimentName[];
  readonly splits: readonly SplitKind[];
  /** Names of extractors and of classifiers. */
  readonly features: readonly string[];
  readonly classifiers: readonly string[];
  readonly outerFolds: number;
  readonly innerFolds: number;
  /** Sets of hyper-parameters tried for each pair of feature and classifier. */
  readonly sets: number;
  /** Turned and shifted copies of each training picture. */
  readonly copies: number;
  /** Cells of a class at most; more are left out at random. */
  readonly mostPerLabel: number;
  readonly patch: PatchSize;
  readonly seed: number;
  /** A reduced search was asked for. */
  readonly quick: boolean;
}

/** The protocol as published; 200 px are taken to show 22 µm, a cell with what touches it. */
export const publishedProtocol = { outerFolds: 3, innerFolds: 6, sets: 150, copies: 1, mostPerLabel: Infinity, patch: { sidePx: 200, spanUm: 22 }, ...publishedNetworks } as const;

/** A first look, in minutes. */
export const quickProtocol = { ...publishedProtocol, innerFolds: 3, sets: 8, copies: 0, mostPerLabel: 60, ...quickNetworks } as const;

/** In what a run falls short of the published protocol, in words, for every output. */
export function reductionsOf(settings: GraebelSettings): string[] {
  const { features, innerFolds, sets, copies, mostPerLabel, quick, outerFolds } = settings, isClassical = features.length > 0;
  return [
    ...(quick ? ['REDUCED SEARCH (quick look): a first look, not the protocol.'] : []),
    ...(outerFolds !== publishedProtocol.outerFolds ? [`${outerFolds} outer folds instead of ${publishedProtocol.outerFolds}.`] : []),
    ...(innerFolds !== publishedProtocol.innerFolds ? [`${innerFolds} inner folds instead of ${publishedProtocol.innerFolds}.`] : []),
    ...(isClassical && sets < publishedProtocol.sets ? [`${sets} sets of hyper-parameters instead of ${publishedProtocol.sets}.`] : []),
    ...(isClassical && copies === 0 ? ['No turned and shifted copies of the training pictures.'] : []),
    ...(Number.isFinite(mostPerLabel) ? [`At most ${mostPerLabel} cells of a class, drawn at random.`] : []),
    ...networkReductions(settings),
  ];
}
