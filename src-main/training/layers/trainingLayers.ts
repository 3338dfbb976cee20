import { fixedNormalization, runningNormalization, usualMomentum } from '../graph/operators/batchNormalization.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { gemm } from '../graph/operators/matrix.ts';
import { dropout } from '../graph/operators/activation.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import { normalValues, randomStream } from '../random.ts';
import type { LayerBuilder } from './layerBuilder.ts';
import { convolutionWindow, normalizationEpsilon, weightShape } from './layerBuilder.ts';

export interface TrainingLayersOptions {
  readonly seed: number;
  /** Layers (by name) whose parameters and statistics stay as they are; no gradient work is done for them. */
  readonly frozen?: (layerName: string) => boolean;
  /** How far running statistics move towards each batch's; 0.1 as in PyTorch. */
  readonly momentum?: number;
}

/** Builds a network for training. Trainable parameters are gathered in `parameters`. */
export function trainingLayers(graph: Graph, { seed, frozen = () => false, momentum = usualMomentum }: TrainingLayersOptions): LayerBuilder & { readonly parameters: Value[] } {
  const parameters: Value[] = [];
  const parameter = (layer: string, name: string, shape: readonly number[], initial: (count: number) => Float32Array) => {
    const full = `${layer}.${name}`;
    if (frozen(layer)) return graph.state(full, shape, initial(sizeOf(shape)));
    const value = graph.parameter(full, shape, initial(sizeOf(shape)));
    parameters.push(value);
    return value;
  };
  /** He et al. 2015: a standard deviation of sqrt(2 / fan) keeps the signal's size through rectifiers. */
  const heNormal = (layer: string, fan: number, gain = 2) => (count: number) => normalValues(count, Math.sqrt(gain / fan), randomStream(seed, layer));
  const filled = (value: number) => (count: number) => new Float32Array(count).fill(value);

  return {
    mode: 'training',
    parameters,
    convolution(x, name, layer) {
      const shape = weightShape(x, layer);
      const weights = parameter(name, 'weight', shape, heNormal(name, sizeOf(shape.slice(1)), 1));
      const bias = parameter(name, 'bias', [layer.outputs], filled(layer.initialBias ?? 0));
      return convolution(x, weights, { ...convolutionWindow(layer), groups: layer.groups, bias });
    },
    normalizedConvolution(x, name, layer) {
      const shape = weightShape(x, layer);
      const fanOut = (layer.kernel ** 2 * layer.outputs) / (layer.groups ?? 1);
      const weights = parameter(name, 'weight', shape, heNormal(name, fanOut));
      const gamma = parameter(name, 'gamma', [layer.outputs], filled(layer.initialGamma ?? 1));
      const beta = parameter(name, 'beta', [layer.outputs], filled(0));
      const runningMean = graph.state(`${name}.runningMean`, [layer.outputs], filled(0)(layer.outputs));
      const runningVariance = graph.state(`${name}.runningVariance`, [layer.outputs], filled(1)(layer.outputs));
      const convolved = convolution(x, weights, { ...convolutionWindow(layer), groups: layer.groups });
      if (frozen(name)) return fixedNormalization(convolved, gamma, beta, runningMean, runningVariance, normalizationEpsilon);
      return runningNormalization(convolved, gamma, beta, runningMean, runningVariance, { epsilon: normalizationEpsilon, momentum });
    },
    linear(x, name, outputs) {
      const weights = parameter(name, 'weight', [outputs, x.shape[1]], heNormal(name, x.shape[1], 1));
      const bias = parameter(name, 'bias', [outputs], filled(0));
      return gemm(x, weights, { transposeB: true, bias });
    },
    dropout: (x, name, rate) => (rate === 0 ? x : dropout(x, graph.keepMask(name, x.shape, rate), rate)),
    dropBranch: (x, name, rate) => (rate === 0 ? x : dropout(x, graph.keepMask(name, x.shape.map((size, axis) => (axis === 0 ? size : 1)), rate), rate)),
  };
}
