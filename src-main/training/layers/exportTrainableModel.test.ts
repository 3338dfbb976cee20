import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { Graph } from '../graph/graph.ts';
import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import type { Value } from '../graph/value.ts';
import { importGraph } from '../imported/importGraph.ts';
import { runningStatistics, trainableParameters } from '../imported/trainableParts.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { bottleneckBlock, residualBlock } from '../networks/blocks.ts';
import { firstParameters } from '../networks/buildableNetworks.ts';
import { resNet18 } from '../networks/resNet18.ts';
import { readOnnx } from '../onnx/read.ts';
import { adamW } from '../optimisers/adamW.ts';
import { normalValues, randomStream } from '../random.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { exportInferenceModel } from './exportInferenceModel.ts';
import { exportTrainableModel } from './exportTrainableModel.ts';
import type { NetworkDescription } from './layerBuilder.ts';
import { trainingLayers } from './trainingLayers.ts';

const side = 16, batch = 6, classes = 3;
/** Of fewer than 16 channels: constants that are alike must stay apart. */
const network: NetworkDescription = (layers, input) => {
  let x = maxPool(relu(layers.normalizedConvolution(input, 'stem', { outputs: 8, kernel: 3 })), { kernel: [2, 2], strides: [2, 2] });
  x = bottleneckBlock(layers, residualBlock(layers, x, 'first', { outputs: 8 }), 'second', { outputs: 4, stride: 2 });
  return { logits: layers.linear(layers.dropout(flatten(globalAveragePool(x)), 'drop', 0), 'head', classes) };
};
const pictures = normalValues(batch * 3 * side * side, 1, randomStream(5));
const rightClasses = Float32Array.from({ length: batch * classes }, (_, i) => Number(Math.floor(i / classes) % classes === i % classes));
const description = (parameters: Map<string, Float32Array>) => ({ network, parameters, inputName: 'pictures', inputShape: [3, side, side] as const });

test('answers as the same network with its normalisation folded', async () => {
  const parameters = firstParameters(network, side, 7);
  for (const [name, values] of parameters) if (!name.endsWith('.weight')) values.forEach((value, i) => { values[i] = name.endsWith('Variance') ? 0.5 + i / 10 : value + 0.1 * i; });
  const [open, folded] = await Promise.all([exportTrainableModel, exportInferenceModel].map((write) => createRunner(write(description(parameters)), { threads: 1 })));
  const [{ logits: given }, { logits: expected }] = await Promise.all([open, folded].map((runner) => runner.run({ pictures: { data: pictures, shape: [batch, 3, side, side] } })));
  expect(given.shape).toEqual([batch, classes]);
  given.data.forEach((value, i) => { expect(value).toBeCloseTo(expected.data[i], 4); });
  await Promise.all([open.release(), folded.release()]);
});

test('the published networks are written for any batch, and can be read back for training', async () => {
  const described = resNet18(classes), sidePx = 32;
  const bytes = exportTrainableModel({ network: described, parameters: firstParameters(described, sidePx, 1), inputName: 'pictures', inputShape: [3, sidePx, sidePx] });
  const runner = await createRunner(bytes, { threads: 1 });
  const { logits } = await runner.run({ pictures: { data: normalValues(5 * 3 * sidePx * sidePx, 1, randomStream(6)), shape: [5, 3, sidePx, sidePx] } });
  expect(logits.shape).toEqual([5, classes]);
  await runner.release();
  expect(trainableParameters(readOnnx(bytes), 'logits', 'pictures', [3, sidePx, sidePx], 'all').size).toBe(62);
});

test('read back and trained, statistics and all, it becomes what the network becomes that was never written', async () => {
  const parameters = firstParameters(network, side, 7), options = { optimiser: adamW(), gradientNormLimit: 5, threads: 1 };
  const graph = new Graph(), layers = trainingLayers(graph, { seed: 7 });
  const loss = setCrossEntropy(network(layers, graph.input('pictures', [batch, 3, side, side])).logits, graph.input('rightClasses', [batch, classes]));
  const straight = await createTrainer({ ...options, graph, loss, parameters: layers.parameters });

  const model = readOnnx(exportTrainableModel(description(parameters))), again = new Graph(), trained: Value[] = [];
  const wanted = trainableParameters(model, 'logits', 'pictures', [3, side, side], 'all'), statistics = runningStatistics(model.graph);
  expect([...wanted, ...statistics].sort()).toEqual([...parameters.keys()].sort());
  const built = importGraph(model, ['logits'], again, new Map([['pictures', again.input('pictures', [batch, 3, side, side])]]), ({ name, shape, values }) => {
    if (statistics.has(name)) return again.state(name, shape, Float32Array.from(values));
    trained.push(again.parameter(name, shape, Float32Array.from(values)));
    return trained.at(-1);
  });
  const imported = await createTrainer({ ...options, graph: again, loss: setCrossEntropy(built.get('logits')!, again.input('rightClasses', [batch, classes])), parameters: trained });
  for (let step = 0; step < 4; step++) await Promise.all([straight, imported].map((trainer) => trainer.step({ pictures, rightClasses }, { learningRate: 1e-2, weightDecay: 0.01 })));
  const [expected, given] = [straight.getParameters(), imported.getParameters()];
  expect([...given.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, values] of expected) {
    expect(values, name).not.toEqual(parameters.get(name));
    values.forEach((value, i) => { expect(Math.abs(given.get(name)![i] - value), name).toBeLessThan(1e-3); });
  }
  await Promise.all([straight.release(), imported.release()]);
});
