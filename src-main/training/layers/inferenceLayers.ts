import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Graph } from '../graph/graph.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { gemm } from '../graph/operators/matrix.ts';
import { sizeOf } from '../graph/value.ts';
import type { LayerBuilder, ParameterSet } from './layerBuilder.ts';
import { convolutionWindow, normalizationEpsilon, weightShape } from './layerBuilder.ts';

/**
 * Builds a network for use, with trained parameters as constants. Batch normalisation is folded into its convolution:
 * weight' = weight gamma / sqrt(variance + epsilon), bias' = beta - mean gamma / sqrt(variance + epsilon).
 */
export function inferenceLayers(graph: Graph, parameters: ParameterSet): LayerBuilder {
  const take = (name: string, count: number): Float32Array => {
    const values = parameters.get(name);
    if (!values) throw new MyeloscopeError('model-invalid', `The trained parameters lack ${name}.`);
    if (values.length !== count) throw new MyeloscopeError('model-invalid', `The parameter ${name} has ${values.length} values instead of ${count}.`);
    return values;
  };
  return {
    mode: 'inference',
    convolution(x, name, layer) {
      const shape = weightShape(x, layer);
      const weights = graph.constant(take(`${name}.weight`, sizeOf(shape)), shape);
      const bias = graph.constant(take(`${name}.bias`, layer.outputs), [layer.outputs]);
      return convolution(x, weights, { ...convolutionWindow(layer), groups: layer.groups, bias });
    },
    normalizedConvolution(x, name, layer) {
      const shape = weightShape(x, layer);
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'runningMean', 'runningVariance'].map((part) => take(`${name}.${part}`, layer.outputs));
      const factor = gamma.map((value, channel) => value / Math.sqrt(variance[channel] + normalizationEpsilon));
      const perChannel = sizeOf(shape.slice(1));
      const weights = take(`${name}.weight`, sizeOf(shape)).map((value, index) => value * factor[Math.floor(index / perChannel)]);
      const bias = beta.map((value, channel) => value - mean[channel] * factor[channel]);
      return convolution(x, graph.constant(weights, shape), {
        ...convolutionWindow(layer), groups: layer.groups, bias: graph.constant(bias, [layer.outputs]),
      });
    },
    linear(x, name, outputs) {
      const weights = graph.constant(take(`${name}.weight`, outputs * x.shape[1]), [outputs, x.shape[1]]);
      return gemm(x, weights, { transposeB: true, bias: graph.constant(take(`${name}.bias`, outputs), [outputs]) });
    },
    dropout: (x) => x,
    dropBranch: (x) => x,
  };
}
