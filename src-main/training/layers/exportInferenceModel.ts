import { Graph } from '../graph/graph.ts';
import { toOnnxModel } from '../graph/toOnnx.ts';
import type { OnnxModel } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';
import { inferenceLayers } from './inferenceLayers.ts';
import type { NetworkDescription, ParameterSet } from './layerBuilder.ts';

export interface InferenceExport {
  readonly network: NetworkDescription;
  readonly parameters: ParameterSet;
  readonly inputName: string;
  /** [channels, height, width] the network was described for. */
  readonly inputShape: readonly [number, number, number];
  /** Whether height and width may be anything: only for networks of convolutions alone. */
  readonly freeSize?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a network with its trained parameters as an ONNX model for use: normalisation folded, any batch size, and any
 * picture size where `freeSize` is set.
 *
 * @throws MyeloscopeError `model-invalid` where a parameter is missing or of another size
 */
export function exportInferenceModel(network: InferenceExport): Uint8Array {
  return writeOnnx(buildInferenceModel(network));
}

/** The same as a model that is not written yet. */
export function buildInferenceModel({ network, parameters, inputName, inputShape, freeSize = false, metadata = {} }: InferenceExport): OnnxModel {
  const graph = new Graph();
  const input = graph.input(inputName, [1, ...inputShape]);
  const outputs = network(inferenceLayers(graph, parameters), input);
  const isFree = (axis: number) => axis === 0 || (freeSize && axis >= 2);
  const inputSizes = ['batch', 'channels', 'height', 'width'].map((side, axis) => (isFree(axis) ? side : input.shape[axis]));
  return toOnnxModel(graph, [{ value: input, shape: inputSizes }], Object.entries(outputs).map(([name, value]) => ({
    name, value, shape: value.shape.map((size, axis) => (axis === 0 ? 'batch' : isFree(axis) ? `${name}_${axis === 2 ? 'height' : 'width'}` : size)),
  })), metadata);
}
