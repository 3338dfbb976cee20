import { seededRandom } from '#shared/random/seededRandom.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { resNet152 } from '#main/training/networks/resNet152.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { drawOne, drawPowerOfTen, type HyperParameters } from '../classifiers/classifierMethod.ts';

/** A network that Graebel 2018 trained whole. */
export interface GraebelNetwork {
  /** As it stands in state files and options. */
  readonly name: string;
  readonly title: string;
  /** The outputs of its convolutional part, as they are called in the paper's plots. */
  readonly featureName: string;
  /** By which an imported model of it is known. */
  readonly convolutions: number;
  readonly network: (classes: number) => NetworkDescription;
}

export const graebelNetworks: readonly GraebelNetwork[] = [
  { name: 'resnet18', title: 'ResNet-18', featureName: 'rn18', convolutions: 20, network: resNet18 },
  { name: 'resnet152', title: 'ResNet-152', featureName: 'rn152', convolutions: 155, network: resNet152 },
];

/** As features and classifiers are called in tables and state files, where a network is both at once. */
export const trainedNetwork = { name: 'network', title: 'Trained' } as const;

/** A learning rate and a batch: what the paper names of its search. */
export interface NetworkSet { readonly learningRate: number; readonly batch: number }

/** What is tried first, and alone where nothing is searched: Adam's usual rate. */
export const usualNetworkSet: NetworkSet & HyperParameters = { learningRate: 0.001, batch: 16 };

/** The sets of a search: the usual one, then some by chance; the paper gives no ranges. */
export function networkSetsOf(count: number, seed: number): readonly (NetworkSet & HyperParameters)[] {
  return [usualNetworkSet, ...Array.from({ length: count - 1 }, (_, i) => {
    const random = seededRandom(seed, 0x4e7, i);
    return { learningRate: drawPowerOfTen(random, -4.5, -2.5), batch: drawOne(random, [8, 16, 32]) };
  })];
}
