import { expect, test } from 'vitest';
import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { encodedOutputs } from '#main/analysis/classification/encodedOutputs.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { int, ints } from '../graph/attributes.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import { readOnnx } from '../onnx/read.ts';
import { writeOnnx } from '../onnx/write.ts';
import { normalValues, randomStream } from '../random.ts';
import { inOurForm } from './inOurForm.ts';
import { trainableParameters } from './trainableParts.ts';

const sidePx = 20;
const random = randomStream(9);
const weights = (name: string, shape: number[]): OnnxTensor => ({ name, elementType: 'float32', shape, values: normalValues(shape.reduce((a, b) => a * b, 1), 0.4, random) });
const node = (operator: string, inputs: string[], output: string, attributes: OnnxNode['attributes'] = {}): OnnxNode => ({ operator, domain: '', name: output, inputs, outputs: [output], attributes });

/** A small network whose own names are ours too: its input is called `pictures`, a tensor within `logits`. */
function network({ layout, answer, batch }: Pick<NetworkEncoding, 'layout' | 'answer' | 'batch'>, hasConstantNodes: boolean): OnnxModel {
  const count = batch ?? 'n', flat: OnnxTensor = { name: 'flat', elementType: 'int64', shape: [2], values: [batch ?? 0, 6] };
  return {
    operatorSets: { '': 14 }, metadata: {},
    graph: {
      name: 'strange', outputs: [{ name: 'scores', elementType: 'float32' }],
      inputs: [{ name: 'pictures', elementType: 'float32', shape: layout === 'NCHW' ? [count, 3, sidePx, sidePx] : [count, sidePx, sidePx, 3] }],
      constants: [weights('kernel', [6, 3, 3, 3]), weights('weights', [4, 6]), ...(hasConstantNodes ? [] : [flat])],
      nodes: [
        ...(hasConstantNodes ? [node('Constant', [], 'flat', { value: { kind: 'tensor', value: { ...flat, name: '' } } })] : []),
        ...(layout === 'NHWC' ? [node('Transpose', ['pictures'], 'planes', { perm: ints([0, 3, 1, 2]) })] : []),
        node('Conv', [layout === 'NHWC' ? 'planes' : 'pictures', 'kernel'], 'logits', { kernel_shape: ints([3, 3]) }), node('Relu', ['logits'], 'active'),
        node('GlobalAveragePool', ['active'], 'mean'), node('Reshape', ['mean', 'flat'], 'features'),
        node('Gemm', ['features', 'weights'], answer === 'logits' ? 'scores' : 'raw', { transB: int(1) }),
        ...(answer === 'logits' ? [] : [node('Softmax', ['raw'], 'scores', { axis: int(1) })]),
      ],
    },
  };
}

const crops = Array.from({ length: 3 }, (_, cell) => ({ widthPx: sidePx, heightPx: sidePx, rgb: Uint8Array.from({ length: 3 * sidePx * sidePx }, (__, i) => (i * (cell + 3) * 37) % 256) }));

test.each<[string, Partial<NetworkEncoding>, readonly ClassCode[], hasConstantNodes?: boolean]>([
  ['channels first, one class an answer', {}, ['NGS', 'LYT', 'MON', 'EOS']],
  ['channels last, blue first, normalised', { layout: 'NHWC', channels: 'BGR', mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.4] }, ['NGS', 'LYT', 'MON', 'EOS']],
  ['several answers for one class', { outputs: ['NGS', 'LYT', 'NGS', 'LYT'] }, ['NGS', 'LYT']],
  ['probabilities', { answer: 'probabilities', outputs: ['NGS', 'LYT', 'MON', 'LYT'] }, ['NGS', 'LYT', 'MON']],
  ['one picture at a time', { batch: 1 }, ['NGS', 'LYT', 'MON', 'EOS']],
  ['one picture at a time, and constants written as nodes', { batch: 1 }, ['NGS', 'LYT', 'MON', 'EOS'], true],
])('a network with %s answers in our form as it does in its own', async (_, more, classes, hasConstantNodes = false) => {
  const encoding: NetworkEncoding = {
    inputName: 'pictures', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [0, 0, 0], deviation: [1, 1, 1], answer: 'logits',
    outputs: ['NGS', 'LYT', 'MON', 'EOS'], names: [], ...more,
  };
  const strange = network(encoding, hasConstantNodes), ours = inOurForm(readOnnx(writeOnnx(strange)), encoding, classes, sidePx);
  const [before, after] = [await createRunner(writeOnnx(strange)), await createRunner(writeOnnx(ours))];
  const [expected, given] = [await encodedOutputs(before, crops, classes, encoding, 1), await networkOutputs(after, crops, classes.length, 1)];
  await Promise.all([before.release(), after.release()]);
  expected.probabilities.forEach((shares, cell) => { shares.forEach((share, i) => { expect(given.probabilities[cell][i]).toBeCloseTo(share, 5); }); });
  expect(new Set(expected.probabilities.map((shares) => shares[0].toFixed(4))).size).toBe(3);
  // What the form is made of is never trained.
  expect([...trainableParameters(ours, 'logits', 'pictures', [3, sidePx, sidePx], 'all')].sort()).toEqual(['kernel', 'weights']);
  expect([...trainableParameters(ours, 'logits', 'pictures', [3, sidePx, sidePx], 'head')]).toEqual(['weights']);
});
