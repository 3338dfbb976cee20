import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import type { FeatureExtractor } from './featureExtractor.ts';
import { networkFeatures } from './networkFeatures.ts';
import { imageNetNormalization } from './normalizedPlanes.ts';

/** Where a network starts: MSRA weights by the seed, no statistics yet. */
export function startingParameters(network: NetworkDescription, sidePx: number, seed: number): ParameterSet {
  const graph = new Graph();
  network(trainingLayers(graph, { seed }), graph.input('pictures', [1, 3, sidePx, sidePx]));
  return new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
}

/** A network with fixed parameters as an extractor; loaded when it is first needed. */
export function fixedNetworkFeatures(name: string, title: string, network: NetworkDescription, sidePx: number, parameters: () => ParameterSet): FeatureExtractor {
  let loading: Promise<FeatureExtractor> | undefined;
  const load = () => loading ??= networkFeatures({ name, title, network, sidePx, parameters: parameters(), normalization: imageNetNormalization, threads: 1 });
  return { name, title, extract: async (pictures, signal) => await (await load()).extract(pictures, signal), release: async () => { await (await loading)?.release(); } };
}

/** The same of a network that has learnt nothing: its weights are drawn by chance. */
export function untrainedNetworkFeatures(name: string, title: string, network: NetworkDescription, sidePx: number, seed: number): FeatureExtractor {
  return fixedNetworkFeatures(name, title, network, sidePx, () => startingParameters(network, sidePx, seed));
}
