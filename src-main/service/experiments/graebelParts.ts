import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierMethod } from '#main/experiments/classifiers/classifierMethod.ts';
import { classifierMethods } from '#main/experiments/classifiers/classifierMethods.ts';
import { pictureFeatures, type FeatureExtractor } from '#main/experiments/features/featureExtractor.ts';
import { fixedNetworkFeatures, untrainedNetworkFeatures } from '#main/experiments/features/fixedNetworkFeatures.ts';
import { graebelExperimentNames, type GraebelExperimentName } from '#main/experiments/graebel/graebelExperiments.ts';
import { graebelNetworks, type GraebelNetwork } from '#main/experiments/graebel/graebelNetworks.ts';
import type { NetworkSettings } from '#main/experiments/graebel/networkSettings.ts';
import { convolutionCount, importedWeights } from '#main/training/imported/importedWeights.ts';
import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { readOnnx } from '#main/training/onnx/read.ts';

/** Of all that the paper compares, what one run is asked for. */
export interface GraebelParts {
  readonly experiments: readonly GraebelExperimentName[];
  readonly extractors: readonly FeatureExtractor[];
  readonly methods: readonly ClassifierMethod[];
  readonly networks: readonly GraebelNetwork[];
}

/** A pre-trained network out of an ONNX file. */
export interface PretrainedNetwork { readonly network: GraebelNetwork; readonly parameters: ParameterSet; readonly card: NonNullable<NetworkSettings['weights']> }

/** What the outputs of the networks' convolutional parts are asked for by. */
const outputWords = graebelNetworks.map(({ featureName }) => featureName);

/** What a run may be narrowed to. */
export const graebelWords: readonly string[] = [
  ...graebelExperimentNames, ...pictureFeatures.map(({ name }) => name), ...outputWords, ...classifierMethods.map(({ name }) => name), ...graebelNetworks.map(({ name }) => name),
];

/** The side of the pictures that outputs of networks are taken of, pixels. */
const outputSidePx = 200;

/**
 * Narrows the paper's comparison to the words given. Of experiments all are meant where none is named; of the methods all, where
 * neither a feature nor a classifier nor a network is. A quick run trains no network unasked, and outputs of a network that has
 * learnt nothing are used on request alone.
 *
 * @throws MyeloscopeError `bad-input` for a word that names nothing
 */
export function graebelParts(only: readonly string[], quick: boolean, pretrained: PretrainedNetwork | undefined): GraebelParts {
  const unknown = only.find((word) => !graebelWords.includes(word));
  if (unknown !== undefined) throw new MyeloscopeError('bad-input', `"${unknown}" is no experiment, feature, classifier or network.`, `There are: ${graebelWords.join(', ')}.`);
  const named = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] => all.filter(({ name }) => only.includes(name));
  const experiments = graebelExperimentNames.filter((name) => only.includes(name));
  const outputs = graebelNetworks.map((network) => ({ network, isLearnt: pretrained?.network === network })).filter(({ isLearnt, network: { featureName } }) => isLearnt || only.includes(featureName));
  const networks = named(graebelNetworks), features = named(pictureFeatures), methods = named(classifierMethods);
  const isWhole = !networks.length && !features.length && !methods.length && !outputWords.some((word) => only.includes(word));
  const isClassical = isWhole || features.length > 0 || methods.length > 0 || outputWords.some((word) => only.includes(word));
  const chosenOutputs = outputs.filter(({ network: { featureName } }) => only.includes(featureName) || isWhole || (methods.length > 0 && features.length === 0));
  const outputExtractors = chosenOutputs.map(({ isLearnt, network }) => outputsOf(network, isLearnt ? pretrained : undefined));
  return {
    experiments: experiments.length ? experiments : graebelExperimentNames,
    extractors: !isClassical ? [] : features.length || outputWords.some((word) => only.includes(word)) ? [...features, ...outputExtractors] : [...pictureFeatures, ...outputExtractors],
    methods: !isClassical ? [] : methods.length ? methods : classifierMethods,
    networks: networks.length || !isWhole || quick ? networks : graebelNetworks,
  };
}

function outputsOf({ featureName, network, title }: GraebelNetwork, pretrained: PretrainedNetwork | undefined): FeatureExtractor {
  if (!pretrained) return untrainedNetworkFeatures(featureName, `${title}, untrained`, network(1000), outputSidePx, 1);
  // Features of other weights are kept beside each other.
  return fixedNetworkFeatures(`${featureName}-${pretrained.card.sha256.slice(0, 12)}`, `${title}, ${pretrained.card.name}`, network(1000), outputSidePx, () => pretrained.parameters);
}

/**
 * Reads weights that a network of the paper starts from; which of them it is tells the number of convolutions.
 *
 * @throws MyeloscopeError `not-found`, or `model-invalid` where the file is no network of the paper
 */
export async function readPretrained(file: string): Promise<PretrainedNetwork> {
  const bytes = await readFile(file).catch((cause: unknown) => { throw new MyeloscopeError('not-found', `The weights ${file} can't be read.`, 'Give the path of an ONNX file with --weights.', { cause }); });
  const { graph } = readOnnx(bytes), count = convolutionCount(graph), network = graebelNetworks.find(({ convolutions }) => convolutions === count);
  if (!network) throw new MyeloscopeError('model-invalid', `${file} has ${count} convolutions, and is neither ResNet-18 (20) nor ResNet-152 (155).`, 'Give one of these two, as torchvision exports them.');
  return { network, parameters: importedWeights(graph, network.network(1000), outputSidePx), card: { network: network.name, name: path.basename(file), sha256: createHash('sha256').update(bytes).digest('hex') } };
}
