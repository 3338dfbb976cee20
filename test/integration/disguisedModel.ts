import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { PlainCard } from '#shared/models/plainCard.ts';
import { ints } from '#main/training/graph/attributes.ts';
import { partOf } from '#main/training/imported/divideModel.ts';
import type { OnnxNode, OnnxTensor } from '#main/training/onnx/model.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

const shipped = path.resolve(import.meta.dirname, '../../models');
const mean = [0.406, 0.456, 0.485] as const, std = [0.225, 0.224, 0.229] as const;

/**
 * The shipped classifier as a stranger would have made it: channels last, blue first, normalised, without a distance. Its front undoes all
 * that, so that it must name cells as the shipped one does if it is fed as its card says.
 */
export function disguisedClassifier(): { readonly onnx: Uint8Array; readonly card: PlainCard; readonly original: ClassifierCard } {
  const original = JSON.parse(readFileSync(path.join(shipped, 'cells.card.json'), 'utf8')) as ClassifierCard;
  const model = readOnnx(readFileSync(path.join(shipped, 'cells.onnx'))), graph = partOf(model.graph, ['logits']);
  // Red comes last and goes first again: (x × std + mean) × 255.
  const kernel: OnnxTensor = { name: 'undo', elementType: 'float32', shape: [3, 3, 1, 1], values: Float32Array.from({ length: 9 }, (_, at) => (at % 3 === 2 - Math.floor(at / 3) ? std[at % 3] * 255 : 0)) };
  const offset: OnnxTensor = { name: 'undoOffset', elementType: 'float32', shape: [3], values: Float32Array.from([2, 1, 0].map((channel) => mean[channel] * 255)) };
  const front: OnnxNode[] = [
    { operator: 'Transpose', domain: '', name: 'planes', inputs: ['image'], outputs: ['planes'], attributes: { perm: ints([0, 3, 1, 2]) } },
    { operator: 'Conv', domain: '', name: 'undone', inputs: ['planes', 'undo', 'undoOffset'], outputs: ['pictures'], attributes: { kernel_shape: ints([1, 1]) } },
  ];
  const onnx = writeOnnx({ ...model, graph: { ...graph, nodes: [...front, ...graph.nodes], constants: [...graph.constants, kernel, offset], inputs: [{ name: 'image', elementType: 'float32', shape: ['n', 96, 96, 3] }] } });
  return { onnx, original, card: { classes: original.classes.map((code) => `class ${code}`), input: { widthUm: 22, channels: 'BGR', mean: [...mean], std: [...std] } } };
}
