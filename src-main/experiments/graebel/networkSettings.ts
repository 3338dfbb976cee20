import { graebelNetworks } from './graebelNetworks.ts';

/** How the networks of Graebel 2018 are searched and trained, beside what they share with the classical methods. */
export interface NetworkSettings {
  /** Names of the networks. */
  readonly networks: readonly string[];
  /** Sets of learning rate and batch tried within each outer fold. */
  readonly networkSets: number;
  /** On how many of the inner folds each set is tried. */
  readonly searchedFolds: number;
  /** Epochs at most; a training ends earlier when its validation fold gets no better. */
  readonly networkEpochs: number;
  /** Epochs in a row that may pass without a better one. */
  readonly patience: number;
  /** Side of the pictures, pixels, showing what the classical methods are shown. */
  readonly networkSidePx: number;
  readonly threads: number;
  /** What imported weights are called, and their SHA-256; absent where networks start from nothing. */
  readonly weights?: { readonly network: string; readonly name: string; readonly sha256: string };
}

/** As published; the paper names no number of epochs. */
export const publishedNetworks = { networkSets: 10, searchedFolds: 6, networkEpochs: 100, patience: 10, networkSidePx: 200 } as const;

/** A first look at one network. */
export const quickNetworks = { networkSets: 1, searchedFolds: 1, networkEpochs: 6, patience: 2, networkSidePx: 64 } as const;

/** In what the networks of a run fall short of the paper's, in words. */
export function networkReductions({ innerFolds, networkEpochs, networkSets, networkSidePx, networks, searchedFolds, weights }: NetworkSettings & { readonly innerFolds: number }): string[] {
  if (!networks.length) return [];
  return [
    ...(networkSets === 1 ? ['Networks: rate and batch not searched, usual ones.'] : networkSets < publishedNetworks.networkSets ? [`Networks: ${networkSets} sets of rate and batch instead of ${publishedNetworks.networkSets}.`] : []),
    ...(networkSets > 1 && searchedFolds < innerFolds ? [`Networks: each set is tried on ${searchedFolds} of the ${innerFolds} inner folds.`] : []),
    ...(networkEpochs < publishedNetworks.networkEpochs ? [`Networks: at most ${networkEpochs} epochs.`] : []),
    ...(networkSidePx < publishedNetworks.networkSidePx ? [`Networks: pictures of ${networkSidePx} px instead of ${publishedNetworks.networkSidePx}.`] : []),
    ...networks.filter((name) => name !== weights?.network).map((name) => `${graebelNetworks.find((one) => one.name === name)?.title ?? name} starts from nothing, the paper's from ImageNet.`),
  ];
}
