import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import type { FeatureExtractor } from './featureExtractor.ts';
import { networkFeatures } from './networkFeatures.ts';
import { imageNetNormalization } from './normalizedPlanes.ts';

/** Where a network starts: MSRA weights by the seed, no statistics yet. */
export function startingParameters(network: NetworkDescription, sidePx: number, seed: number): ParameterSet {
  const graph = new Graph();
  network(trainingLayers(graph, { seed }), graph.input('pictures', [1, 3, sidePx, sidePx]));
  return new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
}

/** A network that has learnt nothing, as an extractor; loaded when it is first needed. */
export function untrainedNetworkFeatures(name: string, title: string, network: NetworkDescription, sidePx: number, seed: number): FeatureExtractor {
  let loading: Promise<FeatureExtractor> | undefined;
  const load = () => loading ??= networkFeatures({ name, title, network, sidePx, parameters: startingParameters(network, sidePx, seed), normalization: imageNetNormalization, threads: 1 });
  return { name, title, extract: async (pictures) => await (await load()).extract(pictures), release: async () => { await (await loading)?.release(); } };
}

/**
 * The outputs of ResNet-18's convolutional part. Graebel 2018 took ImageNet's weights, which this project has not: here they are drawn
 * by chance, and titled so.
 */
export const untrainedResNet18 = untrainedNetworkFeatures('rn18', 'ResNet-18, untrained', resNet18(1000), 200, 1);
