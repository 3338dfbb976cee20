import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { Graph } from '../graph/graph.ts';
import { normalizationEpsilon, type NetworkDescription, type ParameterSet } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import { constantsOf } from './importGraph.ts';

const remedy = 'Export it as it is trained, with its batch normalisation: torch.onnx.export(..., training=TrainingMode.PRESERVE, do_constant_folding=False).';

/** How many convolutions an imported model has: tells ResNet-18 (20) from ResNet-152 (155). */
export function convolutionCount(model: OnnxGraph): number {
  return model.nodes.filter(({ operator }) => operator === 'Conv').length;
}

/**
 * The convolutions and normalisations of an imported model as parameters of a network of the same form, in the order in which both
 * run them; its last, fully connected layer is left out, since it names other classes. Weights and statistics are all that is taken
 * over: what lies between the convolutions is the network's own.
 *
 * @throws MyeloscopeError `model-invalid` naming the first layer that does not fit
 */
export function importedWeights(model: OnnxGraph, network: NetworkDescription, sidePx: number): ParameterSet {
  const graph = new Graph();
  network(trainingLayers(graph, { seed: 0 }), graph.input('pictures', [1, 3, sidePx, sidePx]));
  const wanted = [...graph.carried.values()].filter(({ value }) => value.shape.length === 4).map(({ value }) => ({ layer: value.name.replace(/\.weight$/u, ''), shape: value.shape }));
  const constants = constantsOf(model), convolutions = model.nodes.filter(({ operator }) => operator === 'Conv');
  if (convolutions.length !== wanted.length) throw new MyeloscopeError('model-invalid', `The model has ${convolutions.length} convolutions instead of ${wanted.length}.`, 'Give a model of the network that is to be trained.');
  const parameters = new Map<string, Float32Array>();
  convolutions.forEach((node, i) => {
    const { layer, shape } = wanted[i], weights = floatsOf(constants.get(node.inputs[1]));
    if (weights?.shape.join() !== shape.join()) throw new MyeloscopeError('model-invalid', `The convolution ${i + 1} of the model has weights of [${weights?.shape.join(', ') ?? 'nothing'}] instead of [${shape.join(', ')}].`, 'Give a model of the network that is to be trained.');
    const normalization = model.nodes.find(({ inputs, operator }) => operator === 'BatchNormalization' && inputs[0] === node.outputs[0]);
    const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((place) => floatsOf(constants.get(normalization?.inputs[place] ?? ''))?.values);
    if (!normalization || !gamma || !beta || !mean || !variance) throw new MyeloscopeError('model-invalid', `The convolution ${i + 1} of the model is not followed by a batch normalisation.`, remedy);
    // A bias before the normalisation only shifts what its mean takes away.
    const bias = floatsOf(constants.get(node.inputs[2] ?? ''))?.values, epsilon = epsilonOf(normalization);
    parameters.set(`${layer}.weight`, weights.values);
    parameters.set(`${layer}.gamma`, gamma);
    parameters.set(`${layer}.beta`, beta);
    parameters.set(`${layer}.runningMean`, bias ? mean.map((value, channel) => value - bias[channel]) : mean);
    parameters.set(`${layer}.runningVariance`, variance.map((value) => value + epsilon - normalizationEpsilon));
  });
  return parameters;
}

function floatsOf(tensor: OnnxTensor | undefined): { readonly shape: readonly number[]; readonly values: Float32Array } | undefined {
  return tensor?.elementType === 'float32' ? { shape: tensor.shape, values: Float32Array.from(tensor.values) } : undefined;
}

function epsilonOf({ attributes: { epsilon } }: OnnxNode): number {
  // What ONNX takes where nothing is said is the same as PyTorch's.
  return epsilon?.kind === 'float' ? epsilon.value : normalizationEpsilon;
}
