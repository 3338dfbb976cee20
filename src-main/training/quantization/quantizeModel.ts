import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int } from '../graph/attributes.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import type { ActivationRange } from './activationRanges.ts';
import { keepsScale } from './quantizedTensors.ts';

interface Quantization { readonly scale: number; readonly zeroPoint: number }

/** 8 bits for what lies between two bounds, so that 0 is met exactly. */
export function quantizationOf({ low, high }: ActivationRange): Quantization {
  const scale = Math.max(high - low, 1e-8) / 255;
  return { scale, zeroPoint: Math.min(255, Math.max(0, Math.round(-low / scale))) };
}

/**
 * Turns a model's convolutions into 8 bits: pairs of QuantizeLinear and DequantizeLinear around them, which the runtime
 * joins with them into integer operators. Weights get a scale for each result channel, activations one for each tensor
 * (Jacob et al. 2018).
 *
 * @param ranges of the tensors that `quantizedTensors` names
 */
export function quantizeModel(model: OnnxModel, ranges: ReadonlyMap<string, ActivationRange>): OnnxModel {
  const { graph } = model;
  const constants = new Map(graph.constants.map((constant) => [constant.name, constant]));
  const quantizations = new Map([...ranges].map(([name, range]) => [name, quantizationOf(range)]));
  const added: OnnxTensor[] = [];
  const nodes: OnnxNode[] = [];
  const constant = (name: string, elementType: OnnxTensor['elementType'], values: OnnxTensor['values'], shape: readonly number[]) => {
    added.push({ name, elementType, shape, values });
    return name;
  };
  const held = (name: string) => (quantizations.has(name) ? `${name}:held` : name);
  const hold = (name: string) => {
    const quantization = quantizations.get(name);
    if (!quantization) return;
    const scale = constant(`${name}:scale`, 'float32', [quantization.scale], []);
    const zero = constant(`${name}:zero`, 'uint8', [quantization.zeroPoint], []);
    nodes.push(node('QuantizeLinear', [name, scale, zero], [`${name}:bytes`]), node('DequantizeLinear', [`${name}:bytes`, scale, zero], [held(name)]));
  };

  for (const { name } of graph.inputs) hold(name);
  for (const one of graph.nodes) {
    const source = quantizations.get(one.inputs[0]);
    if (keepsScale.has(one.operator) && source && quantizations.has(one.outputs[0])) quantizations.set(one.outputs[0], source);
    const inputs = one.inputs.map(held);
    if (one.operator === 'Conv' && source) {
      const [, weightName, biasName] = one.inputs;
      const weights = constants.get(weightName);
      const bias = constants.get(biasName);
      if (!weights || !bias) throw new MyeloscopeError('model-invalid', `The convolution ${one.name} has no fixed weights and bias, so it cannot be held in 8 bits.`);
      const { bytes, scales } = quantizeWeights(weights, bias, source.scale);
      const channels = scales.length;
      const scaleName = constant(`${one.name}:weightScale`, 'float32', scales, [channels]);
      const zeros = new Array<number>(channels).fill(0);
      nodes.push(node('DequantizeLinear', [constant(`${one.name}:weightBytes`, 'int8', bytes, weights.shape), scaleName, constant(`${one.name}:weightZero`, 'int8', zeros, [channels])], [`${one.name}:weight`], { axis: int(0) }));
      const biasScales = scales.map((scale) => scale * source.scale);
      const biasWords = Array.from(bias.values, (value, channel) => Math.round(value / biasScales[channel]));
      nodes.push(node('DequantizeLinear', [constant(`${one.name}:biasWords`, 'int32', biasWords, [channels]), constant(`${one.name}:biasScale`, 'float32', biasScales, [channels]), constant(`${one.name}:biasZero`, 'int32', zeros, [channels])], [`${one.name}:bias`], { axis: int(0) }));
      inputs[1] = `${one.name}:weight`;
      inputs[2] = `${one.name}:bias`;
    }
    nodes.push({ ...one, inputs });
    for (const output of one.outputs) hold(output);
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return { ...model, graph: { ...graph, nodes, constants: [...graph.constants.filter(({ name }) => used.has(name)), ...added] } };
}

/** A bias is a whole number of 32 bits in steps of weight scale times input scale. */
const largestBiasWord = 2 ** 30;

/** Weights as whole numbers from -127 to 127, with a scale for each result channel: coarse enough for its bias, where hardly any weights are left. */
function quantizeWeights({ values, shape }: OnnxTensor, bias: OnnxTensor, inputScale: number): { bytes: number[]; scales: Float32Array } {
  const perChannel = values.length / shape[0];
  const scales = Float32Array.from({ length: shape[0] }, (_, channel) => {
    let largest = 1e-12;
    for (let index = channel * perChannel; index < (channel + 1) * perChannel; index++) largest = Math.max(largest, Math.abs(values[index]));
    return Math.max(largest / 127, Math.abs(bias.values[channel]) / (largestBiasWord * inputScale));
  });
  return { bytes: Array.from(values, (value, index) => Math.round(value / scales[Math.floor(index / perChannel)])), scales };
}

const node = (operator: string, inputs: string[], outputs: string[], attributes: OnnxNode['attributes'] = {}): OnnxNode =>
  ({ operator, domain: '', name: outputs[0], inputs, outputs, attributes });
