import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { float } from '../graph/attributes.ts';
import { Graph } from '../graph/graph.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { gemm } from '../graph/operators/matrix.ts';
import { toOnnxModel } from '../graph/toOnnx.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import { writeOnnx } from '../onnx/write.ts';
import type { InferenceExport } from './exportInferenceModel.ts';
import type { LayerBuilder } from './layerBuilder.ts';
import { convolutionWindow, normalizationEpsilon, weightShape } from './layerBuilder.ts';

/**
 * Writes a network with its parameters as an ONNX model that can still be trained: normalisations stand as operators of their own, and
 * every parameter is a constant of its own name. Dropout is left out. Any batch size.
 *
 * @throws MyeloscopeError `model-invalid` where a parameter is missing or of another size
 */
export function exportTrainableModel({ network, parameters, inputName, inputShape, metadata }: Omit<InferenceExport, 'freeSize'>): Uint8Array {
  const graph = new Graph(), input = graph.input(inputName, [1, ...inputShape]);
  const outputs = network(trainableLayers(graph, parameters), input);
  return writeOnnx(toOnnxModel(graph, [{ value: input, shape: ['batch', ...inputShape] }], Object.entries(outputs).map(([name, value]) => ({ name, value, shape: ['batch', ...value.shape.slice(1)] })), metadata));
}

function trainableLayers(graph: Graph, parameters: InferenceExport['parameters']): LayerBuilder {
  // Not by `graph.constant`: constants of few numbers that are alike would become one, and be trained as one.
  const take = (name: string, shape: readonly number[]): Value => {
    const values = parameters.get(name);
    if (!values) throw new MyeloscopeError('model-invalid', `The parameters lack ${name}.`);
    if (values.length !== sizeOf(shape)) throw new MyeloscopeError('model-invalid', `The parameter ${name} has ${values.length} values instead of ${sizeOf(shape)}.`);
    graph.constants.set(name, { name, elementType: 'float32', shape, values });
    return { graph, name, shape, elementType: 'float32' };
  };
  return {
    mode: 'inference',
    convolution: (x, name, layer) => convolution(x, take(`${name}.weight`, weightShape(x, layer)), { ...convolutionWindow(layer), groups: layer.groups, bias: take(`${name}.bias`, [layer.outputs]) }),
    normalizedConvolution(x, name, layer) {
      const convolved = convolution(x, take(`${name}.weight`, weightShape(x, layer)), { ...convolutionWindow(layer), groups: layer.groups });
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'runningMean', 'runningVariance'].map((part) => take(`${name}.${part}`, [layer.outputs]));
      return graph.emit('BatchNormalization', [convolved, gamma, beta, mean, variance], { epsilon: float(normalizationEpsilon) }, [{ shape: convolved.shape }])[0];
    },
    linear: (x, name, outputs) => gemm(x, take(`${name}.weight`, [outputs, x.shape[1]]), { transposeB: true, bias: take(`${name}.bias`, [outputs]) }),
    dropout: (x) => x,
    dropBranch: (x) => x,
  };
}
