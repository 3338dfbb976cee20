import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { cellNetwork } from '../classifier/cellNetwork.ts';
import { differentiate } from '../graph/differentiate.ts';
import { evaluateGraph } from '../graph/evaluateGraph.ts';
import { Graph } from '../graph/graph.ts';
import { float, int, ints } from '../graph/attributes.ts';
import { multiply, sumOfAll } from '../graph/operators/arithmetic.ts';
import { exportInferenceModel } from '../layers/exportInferenceModel.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { resNet18 } from '../networks/resNet18.ts';
import type { Attribute, OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import { readOnnx } from '../onnx/read.ts';
import { writeOnnx } from '../onnx/write.ts';
import { normalValues, randomStream } from '../random.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { divideModel } from './divideModel.ts';
import { importGraph } from './importGraph.ts';
import { trainableParameters } from './trainableParts.ts';
import { withConstants } from './withConstants.ts';

const side = 64;
const shape = [2, 3, side, side] as const;
const pictures = normalValues(2 * 3 * side * side, 40, randomStream(3));

/** The weights a network starts with, normalisation statistics and all, as a file. */
function exported(network: NetworkDescription): Uint8Array {
  const graph = new Graph();
  const outputs = network(trainingLayers(graph, { seed: 5 }), graph.input('pictures', shape));
  expect(outputs.logits.shape).toEqual([2, 4]);
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  return exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape: [3, side, side] });
}

async function runtimeAnswer(bytes: Uint8Array, output = 'logits'): Promise<Float32Array> {
  const runner = await createRunner(bytes, { threads: 1 });
  const answer = await runner.run({ pictures: { data: pictures, shape } });
  await runner.release();
  return answer[output].data;
}

async function importedAnswer(model: OnnxModel, output = 'logits'): Promise<Float32Array> {
  const graph = new Graph();
  const values = importGraph(model, [output], graph, new Map([['pictures', graph.input('pictures', shape)]]), () => undefined);
  const [answer] = await evaluateGraph(graph, { pictures }, [values.get(output)!]);
  return answer;
}

test.each([['our own network', cellNetwork(4)], ['ResNet-18', resNet18(4)]] as const)('%s, read back from its file, answers as before', async (_, network) => {
  const bytes = exported(network);
  const [expected, given] = [await runtimeAnswer(bytes), await importedAnswer(readOnnx(bytes))];
  given.forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 3); });
});

/** A chain of operators as other programs write them, one result after the other. */
function chain(...steps: [operator: string, more: OnnxTensor[], attributes?: Record<string, Attribute>][]): OnnxModel {
  const nodes: OnnxNode[] = [], constants: OnnxTensor[] = [];
  steps.forEach(([operator, more, attributes = {}], i) => {
    constants.push(...more);
    nodes.push({ operator, domain: '', name: `${operator}${i}`, attributes, inputs: [i === 0 ? 'pictures' : `t${i - 1}`, ...more.map(({ name }) => name)], outputs: [i === steps.length - 1 ? 'logits' : `t${i}`] });
  });
  return { operatorSets: { '': 14 }, metadata: {}, graph: { name: 'chain', nodes, constants, inputs: [{ name: 'pictures', elementType: 'float32', shape: ['n', 3, side, side] }], outputs: [{ name: 'logits', elementType: 'float32' }] } };
}
let made = 0;
const tensor = (sides: number[], spread = 0.2, middle = 0): OnnxTensor => ({ name: `w${made++}`, elementType: 'float32', shape: sides, values: normalValues(sides.reduce((a, b) => a * b, 1), spread, randomStream(made)).map((value) => value + middle) });
const numbers = (...values: number[]): OnnxTensor => ({ name: `n${made++}`, elementType: 'int64', shape: [values.length], values });
const window = (kernel: number, stride: number, padding: number) => ({ kernel_shape: ints([kernel, kernel]), strides: ints([stride, stride]), pads: ints([padding, padding, padding, padding]) });

test.each<[string, OnnxModel]>([
  ['convolution, batch normalisation and pooling that leaves padding out', chain(
    ['Conv', [tensor([4, 3, 3, 3]), tensor([4])], { ...window(3, 2, 1), group: int(1) }],
    ['BatchNormalization', [tensor([4], 0.1, 1), tensor([4]), tensor([4]), tensor([4], 0.05, 1)], { epsilon: float(1e-3) }],
    ['HardSwish', []], ['AveragePool', [], window(3, 2, 1)], ['MaxPool', [], window(2, 2, 0)], ['Clip', [], { }],
    ['GlobalMaxPool', []], ['Flatten', []], ['Dropout', []], ['MatMul', [tensor([4, 4])]], ['Add', [tensor([4])]], ['LogSoftmax', [], { axis: int(1) }])],
  ['depthwise convolution, shapes and reductions', chain(
    ['Conv', [tensor([3, 1, 3, 3])], { ...window(3, 1, 1), group: int(3) }], ['LeakyRelu', [], { alpha: float(0.2) }],
    ['Conv', [tensor([5, 3, 1, 1])], window(1, 1, 0)], ['HardSigmoid', [], { alpha: float(0.1) }], ['Pad', [numbers(0, 0, 1, 1, 0, 0, 1, 1)]],
    ['ReduceMean', [], { axes: ints([2, 3]), keepdims: int(1) }], ['Squeeze', [numbers(2, 3)]], ['Unsqueeze', [numbers(2)]], ['Reshape', [numbers(0, -1)]],
    ['Tanh', []], ['Gemm', [tensor([4, 5]), tensor([4])], { transB: int(1), alpha: float(0.5), beta: float(2) }], ['Softplus', []], ['Sqrt', []])],
])('%s answer as in the runtime', async (_, model) => {
  const [expected, given] = [await runtimeAnswer(writeOnnx(model)), await importedAnswer(readOnnx(writeOnnx(model)))];
  expect(new Set(expected).size).toBeGreaterThan(3);
  given.forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 4); });
});

const inSet = (operatorSet: number, model: OnnxModel): OnnxModel => ({ ...model, operatorSets: { '': operatorSet } });
const pooled: Parameters<typeof chain>[0][] = [['Conv', [tensor([4, 3, 5, 5])], window(5, 4, 0)], ['GlobalAveragePool', []]];

test.each<[string, OnnxModel]>([
  ['Softmax without an axis, over channels of one pixel, of set 11', inSet(11, chain(...pooled, ['Softmax', []]))],
  ['LogSoftmax of set 12, over all from the channels on', inSet(12, chain(['Conv', [tensor([2, 3, 5, 5], 0.005)], window(5, 16, 0)], ['LogSoftmax', [], { axis: int(-3) }]))],
  ['Softmax of set 9, over both sides of a picture', inSet(9, chain(['Conv', [tensor([2, 3, 5, 5])], window(5, 16, 0)], ['Softmax', [], { axis: int(2) }]))],
  ['Softmax without an axis, of set 13', inSet(13, chain(['Conv', [tensor([2, 3, 5, 5])], window(5, 16, 0)], ['Softmax', []]))],
  ['axes that are named as none, of set 13', inSet(13, chain(...pooled, ['ReduceSum', [numbers()], { noop_with_empty_axes: int(1) }], ['Tanh', []]))],
  ['axes and padding as settings, of set 10', inSet(10, chain(...pooled, ['Pad', [], { pads: ints([0, 1, 0, 0, 0, 0, 0, 0]), value: float(0.25) }], ['Squeeze', [], { axes: ints([2, 3]) }], ['ReduceSum', [], { axes: ints([1]) }]))],
])('%s answer as in the runtime', async (_, model) => {
  const [expected, given] = [await runtimeAnswer(writeOnnx(model)), await importedAnswer(readOnnx(writeOnnx(model)))];
  expect(new Set(expected).size).toBeGreaterThan(1);
  expect(given).toHaveLength(expected.length);
  given.forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 4); });
});

const places: Parameters<typeof chain>[0][] = [['Conv', [tensor([3, 3, 5, 5], 0.01)], window(5, 16, 0)]];

test.each<[string, OnnxModel]>([
  ['Pad that shifts', chain(...places, ['Pad', [numbers(0, 0, -1, 0, 0, 0, 1, 0)]], ['Flatten', []], ['MatMul', [tensor([48, 3])]])],
  ['Pad that shifts the other way, and cuts off', chain(...places, ['Pad', [numbers(0, 0, 2, -1, 0, 0, -2, -1)]], ['Flatten', []], ['MatMul', [tensor([24, 3])]])],
  ['Flatten from an axis that is counted from behind', chain(...places, ['Flatten', [], { axis: int(-3) }], ['MatMul', [tensor([48, 3])]])],
  ['batch normalisation of rows', chain(...places, ['GlobalAveragePool', []], ['Flatten', []], ['BatchNormalization', [tensor([3], 0.1, 1), tensor([3]), tensor([3]), tensor([3], 0.05, 1)]], ['MatMul', [tensor([3, 4])]])],
  ['Gemm with one bias for all', chain(...places, ['GlobalAveragePool', []], ['Flatten', []], ['Gemm', [tensor([4, 3]), tensor([1])], { transB: int(1) }])],
  ['LogSoftmax of scores that lie far apart', chain(['Conv', [tensor([4, 3, 5, 5], 5)], window(5, 4, 0)], ['GlobalAveragePool', []], ['Flatten', []], ['MatMul', [tensor([4, 4], 9)]], ['LogSoftmax', [], { axis: int(1) }])],
])('%s answers as in the runtime, and its gradient is that of differences', async (_, model) => {
  const [expected, given] = [await runtimeAnswer(writeOnnx(model)), await importedAnswer(readOnnx(writeOnnx(model)))];
  given.forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 3); });

  const graph = new Graph(), trained = trainableParameters(model, 'logits', 'pictures', [3, side, side], 'all');
  const values = importGraph(model, ['logits'], graph, new Map([['pictures', graph.input('pictures', shape)]]), ({ name, shape: sides, values: initial }) => (trained.has(name) ? graph.parameter(name, sides, Float32Array.from(initial)) : undefined));
  const logits = values.get('logits')!, wave = graph.constant(expected.map((_, i) => Math.cos(2 * i)), logits.shape), loss = sumOfAll(multiply(logits, wave));
  const parameters = [...graph.carried.values()], gradients = await evaluateGraph(graph, { pictures }, differentiate(graph, loss, parameters.map(({ value }) => value)));
  expect(parameters.length).toBeGreaterThan(1);
  for (const [place, { initial }] of parameters.entries()) {
    const largest = Math.max(...gradients[place].map(Math.abs));
    for (const at of new Set([0, Math.floor(initial.length / 2), initial.length - 1])) {
      const before = initial[at], step = 0.05, lossAt = async (value: number) => { initial[at] = value; const [[found]] = await evaluateGraph(graph, { pictures }, [loss]); return found; };
      const difference = (await lossAt(before + step) - await lossAt(before - step)) / (2 * step);
      initial[at] = before;
      expect(Math.abs(difference - gradients[place][at])).toBeLessThan(0.02 * largest);
    }
  }
});

test('batch normalisation of rows, learnt, goes by the rows of the batch', async () => {
  const [gamma, beta, mean, variance] = [tensor([3], 0.1, 1), tensor([3]), tensor([3]), tensor([3], 0.05, 1)];
  const model = chain(['GlobalAveragePool', []], ['Flatten', []], ['BatchNormalization', [gamma, beta, mean, variance]]), graph = new Graph();
  const values = importGraph(model, ['logits'], graph, new Map([['pictures', graph.input('pictures', shape)]]), ({ name, shape: sides, values: initial }) => graph.state(name, sides, Float32Array.from(initial)));
  const [rows, given, moved] = await evaluateGraph(graph, { pictures }, [values.get('t1')!, values.get('logits')!, graph.carried.get(mean.name)!.next!]);
  // Of two rows, one lies half their distance above the mean, the other below.
  for (let channel = 0; channel < 3; channel++) {
    const half = (rows[channel] - rows[channel + 3]) / 2, normal = (half / Math.sqrt(half ** 2 + 1e-5)) * gamma.values[channel];
    expect(given[channel]).toBeCloseTo(beta.values[channel] + normal, 4);
    expect(given[channel + 3]).toBeCloseTo(beta.values[channel] - normal, 4);
    expect(moved[channel]).toBeCloseTo(0.9 * mean.values[channel] + 0.1 * (rows[channel] - half), 4);
  }
});

test('an operator without a gradient, a rule of padding and shapes known only later are refused by name', () => {
  const read = (model: OnnxModel) => { const graph = new Graph(); return () => importGraph(model, ['logits'], graph, new Map([['pictures', graph.input('pictures', shape)]]), () => undefined); };
  expect(read(chain(['Conv', [tensor([4, 3, 3, 3])], window(3, 1, 1)], ['NonMaxSuppression', []]))).toThrow(/operator NonMaxSuppression .*has no gradient/);
  expect(read(chain(['Conv', [tensor([4, 3, 3, 3])], { ...window(3, 1, 1), auto_pad: { kind: 'text', value: 'SAME_UPPER' } }]))).toThrow(/Conv.*SAME_UPPER/);
  expect(read(chain(['Reshape', [tensor([2])]], ['constructor', []]))).toThrow(/model cannot be trained/);
  expect(read(chain(['Softmax', [], { axis: int(0) }]))).toThrow(/Softmax.*shares out over the batch/);
  const scales = () => [tensor([3]), tensor([3]), tensor([3]), tensor([3], 0.05, 1)];
  expect(read(chain(['BatchNormalization', scales(), { training_mode: int(1) }]))).toThrow(/BatchNormalization.*by the batch/);
  expect(read(inSet(8, chain(['BatchNormalization', scales(), { spatial: int(0) }])))).toThrow(/BatchNormalization.*each place/);
  expect(read(inSet(18, chain(['Pad', [numbers(0, 0, 1, 1, 0, 0, 1, 1), tensor([1]), numbers(0, 1, 3, 2)]])))).toThrow(/Pad.*does not pad all axes/);
  expect(read(inSet(19, chain(['AveragePool', [], { ...window(3, 1, 1), dilations: ints([2, 2]) }])))).toThrow(/AveragePool.*leaves out pixels/);
  expect(read(chain(['Conv', [tensor([4, 9, 3, 3])], window(3, 1, 1)]))).toThrow(/tensors that do not fit/);
});

test('head and last stage are told from the rest, and the cut lies before them', async () => {
  const bytes = exported(cellNetwork(4)), model = readOnnx(bytes);
  const counts = (['head', 'lastStage', 'all'] as const).map((part) => trainableParameters(model, 'logits', 'pictures', [3, side, side], part).size);
  expect(counts.slice(0, 2)).toEqual([2, 12]);
  expect(counts[2]).toBeGreaterThan(50);
  const { front, cut } = divideModel(model, 'logits', 'pictures', trainableParameters(model, 'logits', 'pictures', [3, side, side], 'lastStage'));
  expect(cut).toHaveLength(1);
  // What the front gives, fed into the rest, is what the whole gives.
  const atCut = await runtimeAnswer(front!, cut[0]), graph = new Graph();
  const start = graph.input(cut[0], [2, 160, 4, 4]);
  const values = importGraph(model, ['logits'], graph, new Map([[cut[0], start]]), () => undefined);
  const [given] = await evaluateGraph(graph, { [cut[0]]: atCut }, [values.get('logits')!]);
  const expected = await runtimeAnswer(bytes);
  given.forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 3); });
  expect(divideModel(model, 'logits', 'pictures', trainableParameters(model, 'logits', 'pictures', [3, side, side], 'all'))).toEqual({ front: undefined, cut: ['pictures'] });
});

test('changed constants change the answer, and nothing else of the model', async () => {
  const bytes = exported(cellNetwork(4)), model = readOnnx(bytes);
  const [, bias] = [...trainableParameters(model, 'logits', 'pictures', [3, side, side], 'head')];
  const changed = withConstants(model, new Map([[bias, { shape: [4], values: Float32Array.of(1, 2, 3, 4) }]]));
  const [before, after] = [await runtimeAnswer(bytes), await runtimeAnswer(writeOnnx(changed))];
  after.forEach((value, i) => { expect(value - before[i]).toBeCloseTo(1 + (i % 4), 3); });
});
