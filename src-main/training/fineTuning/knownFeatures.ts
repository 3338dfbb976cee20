import type { OnnxGraph, OnnxTensor } from '../onnx/model.ts';
import { constantsOf } from '../imported/importGraph.ts';

/**
 * What a classifier of ours carries to tell the familiar from the strange, once for each network in it: a whitening of the
 * features, the whitened means of what was learnt, and their squared lengths.
 */
export interface KnownFeatures {
  /** The tensor of features, [batch, n]. */
  readonly features: string;
  readonly featureCount: number;
  /** [n, n], lower triangular: features times it are white. */
  readonly whitening: Float32Array;
  /** Name and values of the whitened means, [groups, n]. */
  readonly means: OnnxTensor;
  /** Name and values of their squared lengths, [1, groups]. */
  readonly lengths: OnnxTensor;
}

/** Finds them by how they are computed: features · whitening ᵀ, that · means ᵀ, plus lengths. Empty for models of others. */
export function knownFeaturesOf(graph: OnnxGraph): KnownFeatures[] {
  const constants = constantsOf(graph);
  const products = graph.nodes.filter(({ operator, inputs, attributes }) => operator === 'Gemm' && inputs.length === 2 && attributes.transB?.value === 1 && constants.has(inputs[1]));
  return products.flatMap((white) => {
    const whitening = constants.get(white.inputs[1])!, [rows, columns] = whitening.shape;
    const toMeans = products.find(({ inputs }) => inputs[0] === white.outputs[0]);
    if (!toMeans || rows !== columns) return [];
    const means = constants.get(toMeans.inputs[1])!;
    const scaled = graph.nodes.find(({ operator, inputs }) => operator === 'Mul' && inputs.includes(toMeans.outputs[0]));
    const sum = graph.nodes.find(({ operator, inputs }) => operator === 'Add' && scaled !== undefined && inputs.includes(scaled.outputs[0]));
    const lengths = sum?.inputs.map((name) => constants.get(name)).find((tensor) => tensor?.shape.join() === `1,${means.shape[0]}`);
    return lengths ? [{ features: white.inputs[0], featureCount: rows, whitening: Float32Array.from(whitening.values), means, lengths }] : [];
  });
}

/** The same constants with further whitened means. */
export function withFurtherMeans({ means, lengths, featureCount }: KnownFeatures, further: readonly Float32Array[]): [string, Pick<OnnxTensor, 'shape' | 'values'>][] {
  const all = [...Array.from({ length: means.shape[0] }, (_, group) => Float32Array.from(means.values.slice(group * featureCount, (group + 1) * featureCount))), ...further];
  const values = new Float32Array(all.length * featureCount);
  all.forEach((mean, group) => { values.set(mean, group * featureCount); });
  return [
    [means.name, { shape: [all.length, featureCount], values }],
    [lengths.name, { shape: [1, all.length], values: Float32Array.from(all, (mean) => mean.reduce((sum, x) => sum + x * x, 0)) }],
  ];
}
