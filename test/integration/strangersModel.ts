import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PlainCard } from '#shared/models/plainCard.ts';
import { float, int, ints } from '#main/training/graph/attributes.ts';
import type { Attribute, OnnxModel, OnnxNode, OnnxTensor } from '#main/training/onnx/model.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

/** A stranger's network: how it takes pictures, and what may be put wrong with it. */
export interface StrangersNetwork {
  readonly layout?: 'NCHW' | 'NHWC';
  readonly sidePx?: number;
  readonly batch?: number | 'batch';
  readonly operator?: string;
  readonly answer?: 'logits' | 'probabilities';
  readonly change?: (model: OnnxModel) => OnnxModel;
}

const tensor = (name: string, shape: number[], values: readonly number[]): OnnxTensor => ({ name, elementType: 'float32', shape, values: Float32Array.from(values) });
const node = (operator: string, inputs: string[], output: string, attributes: Record<string, Attribute> = {}): OnnxNode => ({ operator, domain: '', name: `${operator} of ${output}`, inputs, outputs: [output], attributes });

/**
 * A network that tells pictures by their mean redness: the more red against blue, the surer it is of its first class of three. It
 * expects channels from -1 to 1, in the order blue, green, red.
 */
export function strangersNetwork({ layout = 'NHWC', sidePx = 48, batch = 'batch', operator = 'Relu', answer = 'logits', change = (model) => model }: StrangersNetwork = {}): Uint8Array {
  const shape = layout === 'NCHW' ? [batch, 3, sidePx, sidePx] : [batch, sidePx, sidePx, 3];
  const model: OnnxModel = {
    operatorSets: { '': 14 }, metadata: {},
    graph: {
      name: 'stranger',
      inputs: [{ name: 'image', elementType: 'float32', shape }],
      outputs: [{ name: 'scores', elementType: 'float32', shape: [batch, 3] }],
      constants: [
        // Each of four channels is one colour or its opposite.
        tensor('kernel', [4, 3, 1, 1], [1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, -1]), tensor('bias', [4], [1, 1, 1, 1]),
        tensor('weights', [3, 4], [-9, 9, 9, -9, 0, 0, 0, 0, 9, -9, -9, 9]), tensor('offsets', [3], [0, 0.5, 0]),
      ],
      nodes: [
        ...(layout === 'NHWC' ? [node('Transpose', ['image'], 'planes', { perm: ints([0, 3, 1, 2]) })] : []),
        node('Conv', [layout === 'NHWC' ? 'planes' : 'image', 'kernel', 'bias'], 'colours', { kernel_shape: ints([1, 1]) }),
        node(operator, ['colours'], 'active'),
        node('GlobalAveragePool', ['active'], 'mean'), node('Flatten', ['mean'], 'features', { axis: int(1) }),
        node('Gemm', ['features', 'weights', 'offsets'], answer === 'logits' ? 'scores' : 'raw', { transB: int(1), alpha: float(1) }),
        ...(answer === 'probabilities' ? [node('Softmax', ['raw'], 'scores', { axis: int(1) })] : []),
      ],
    },
  };
  return writeOnnx(change(model));
}

/** The card that belongs to it. */
export const strangersCard: PlainCard = {
  classes: ['Eosinophil', 'seg. neutrophil', 'lymphs'],
  input: { widthUm: 30, layout: 'NHWC', channels: 'BGR', scale: 1 / 127.5, mean: [1, 1, 1] },
  licence: 'CC BY 4.0', trainedOn: 'nothing: its weights were written by hand',
};
export const strangersMap = { 'seg. neutrophil': 'NGS', lymphs: 'LYT' } as const;

/** Writes both into a folder; gives the model's path. The card lies beside it. */
export function writeStrangersModel(directory: string, network?: StrangersNetwork | Uint8Array, card: object = strangersCard): string {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'stranger.onnx');
  writeFileSync(file, network instanceof Uint8Array ? network : strangersNetwork(network));
  writeFileSync(path.join(directory, 'stranger.card.json'), JSON.stringify(card));
  return file;
}
