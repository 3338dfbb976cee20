import type { BuildableName } from '#shared/models/buildableNames.ts';
import { Graph } from '../graph/graph.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { resNet152 } from './resNet152.ts';
import { resNet18 } from './resNet18.ts';
import { vggLike } from './vggLike.ts';

export interface BuildableNetwork {
  readonly title: string;
  readonly describe: (classes: number) => NetworkDescription;
  /** How often it halves its pictures: their side must be a multiple of two to this power. */
  readonly halvings: number;
  /** The largest side of its pictures, in pixels: fully connected layers grow with their area. */
  readonly largestSidePx: number;
  /** Whether its paper trains it with dropout, which is left out where it is trained further here. */
  readonly hasDropout: boolean;
}

/** The published networks that a laboratory can build for its own classes. */
export const buildableNetworks: Readonly<Record<BuildableName, BuildableNetwork>> = {
  resnet18: { title: 'ResNet-18 (He et al. 2016)', describe: resNet18, halvings: 5, largestSidePx: 1024, hasDropout: false },
  resnet152: { title: 'ResNet-152 (He et al. 2016)', describe: resNet152, halvings: 5, largestSidePx: 1024, hasDropout: false },
  vgg: { title: 'the VGG-like network of Choi et al. 2017', describe: (classes) => vggLike(classes), halvings: 5, largestSidePx: 256, hasDropout: true },
};

/** What a network starts with, by name: weights by MSRA (He et al. 2015), statistics of nothing. The same seed gives the same. */
export function firstParameters(network: NetworkDescription, sidePx: number, seed: number): Map<string, Float32Array> {
  const graph = new Graph();
  network(trainingLayers(graph, { seed }), graph.input('pictures', [1, 3, sidePx, sidePx]));
  return new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
}
