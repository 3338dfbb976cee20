import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { greater, sumOfAll, asNumber } from '../graph/operators/arithmetic.ts';
import { Graph } from '../graph/graph.ts';
import { exportInferenceModel } from '../layers/exportInferenceModel.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { residualBlock } from '../networks/blocks.ts';
import { adamW } from '../optimisers/adamW.ts';
import { stochasticGradientDescent } from '../optimisers/stochasticGradientDescent.ts';
import type { Optimiser } from '../optimisers/optimiser.ts';
import { randomStream } from '../random.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { Trainer } from './trainer.ts';
import { createTrainer } from './trainer.ts';

const batch = 24;
const side = 16;
const classes = 4;

const network: NetworkDescription = (layers, input) => {
  let x = relu(layers.normalizedConvolution(input, 'stem', { outputs: 8, kernel: 3 }));
  x = maxPool(x, { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  x = residualBlock(layers, x, 'block', { outputs: 16, stride: 2, squeeze: 4, dropRate: 0.1 });
  return { logits: layers.linear(layers.dropout(flatten(globalAveragePool(x)), 'dropout', 0.1), 'head', classes) };
};

interface Choices { readonly optimiser?: Optimiser; readonly frozen?: (layer: string) => boolean; readonly threads?: number; readonly seed?: number }

function build({ optimiser = adamW(), frozen, threads = 1, seed = 3 }: Choices = {}): Promise<Trainer> {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed, frozen });
  const { logits } = network(layers, graph.input('pictures', [batch, 3, side, side]));
  const loss = setCrossEntropy(logits, graph.input('rightClasses', [batch, classes]));
  return createTrainer({ graph, loss, parameters: layers.parameters, optimiser, threads, seed, extraOutputs: { logits } });
}

/** Noise pictures whose label is written in a coloured corner. */
function makeBatch(seed: number): { pictures: Float32Array; rightClasses: Float32Array } {
  const random = randomStream(seed);
  const pictures = Float32Array.from({ length: batch * 3 * side * side }, () => random.next());
  const rightClasses = new Float32Array(batch * classes);
  for (let picture = 0; picture < batch; picture++) {
    const right = picture % classes;
    rightClasses[picture * classes + right] = 1;
    const channel = right % 3;
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) pictures[((picture * 3 + channel) * side + y) * side + x] += right < 3 ? 1.5 : -1.5;
  }
  return { pictures, rightClasses };
}

const rates = { learningRate: 5e-3, weightDecay: 0.01 };
async function train(trainer: Trainer, from: number, to: number): Promise<void> {
  for (let step = from; step < to; step++) await trainer.step(makeBatch(step % 3), rates);
}

function accuracy(logits: Float32Array, rightClasses: Float32Array): number {
  let right = 0;
  for (let picture = 0; picture < batch; picture++) {
    const row = logits.subarray(picture * classes, (picture + 1) * classes);
    right += rightClasses[picture * classes + row.indexOf(Math.max(...row))];
  }
  return right / batch;
}

test.each([['adamW', adamW()], ['gradient descent', stochasticGradientDescent()]] as const)('a tiny set is learnt wholly with %s, and the exported model has learnt it', async (_, optimiser) => {
  const trainer = await build({ optimiser });
  await train(trainer, 0, 90);
  const bytes = exportInferenceModel({ network, parameters: trainer.getParameters(), inputName: 'pictures', inputShape: [3, side, side] });
  const runner = await createRunner(bytes, { threads: 1 });
  for (let seed = 0; seed < 3; seed++) {
    const { pictures, rightClasses } = makeBatch(seed);
    const { logits } = await runner.run({ pictures: { data: pictures, shape: [batch, 3, side, side] } });
    expect(logits.shape).toEqual([batch, classes]);
    expect(accuracy(logits.data, rightClasses)).toBe(1);
  }
  await runner.release();
  await trainer.release();
});

test('the same seed gives the same weights, bit for bit; another seed does not', async () => {
  const runs: Map<string, Float32Array>[] = [];
  for (const seed of [3, 3, 4]) {
    const trainer = await build({ seed, threads: 2 });
    await train(trainer, 0, 6);
    runs.push(new Map(trainer.getState().tensors));
    await trainer.release();
  }
  expect(runs[0]).toEqual(runs[1]);
  expect(runs[0].get('head.weight')).not.toEqual(runs[2].get('head.weight'));
});

test('a run resumed from a checkpoint goes on as if undisturbed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'trainer-'));
  const file = path.join(folder, 'run.checkpoint');
  const undisturbed = await build();
  await train(undisturbed, 0, 8);

  const first = await build();
  await train(first, 0, 5);
  await writeCheckpoint(file, { ...first.getState(), notes: { epoch: 5 } });
  await first.release();
  const second = await build({ seed: 3 });
  const checkpoint = await readCheckpoint(file);
  expect(checkpoint.notes).toEqual({ epoch: 5 });
  second.setState(checkpoint);
  await train(second, 5, 8);
  expect(second.getState()).toEqual(undisturbed.getState());
  await Promise.all([undisturbed.release(), second.release(), rm(folder, { recursive: true })]);
});

test('frozen layers stay bit for bit and the others learn', async () => {
  const frozen = (layer: string) => layer === 'stem' || layer === 'block.first';
  const trainer = await build({ frozen });
  const before = trainer.getParameters();
  await train(trainer, 0, 3);
  const after = trainer.getParameters();
  for (const [name, values] of before) {
    const layer = name.slice(0, name.lastIndexOf('.'));
    if (frozen(layer)) expect(after.get(name), name).toEqual(values);
    else expect(after.get(name), name).not.toEqual(values);
  }
  await trainer.release();
});

test('parameters of one network can start another, and a wrong size is refused', async () => {
  const first = await build({ seed: 1 });
  const second = await build({ seed: 2 });
  await train(first, 0, 2);
  const learnt = first.getParameters();
  const withStranger = new Map([...learnt, ['stranger.weight', new Float32Array(3)]]);
  expect(second.setParameters(withStranger)).toBe(learnt.size);
  expect(second.getParameters()).toEqual(learnt);
  expect(() => second.setParameters(new Map([['stem.weight', new Float32Array(5)]]))).toThrow(/stem\.weight has 5 values/);
  expect(() => { second.setState({ steps: 1, tensors: learnt }); }).toThrow(/lacks/);
  await Promise.all([first.release(), second.release()]);
});

test('a loss that is no number is reported, and the parameters before it are kept', async () => {
  const trainer = await build();
  await train(trainer, 0, 2);
  const before = trainer.getState();
  const spoilt = makeBatch(0);
  spoilt.pictures.fill(NaN);
  await expect(trainer.step(spoilt, rates)).rejects.toMatchObject({ code: 'bad-input', message: 'The training loss became NaN at step 3.' });
  expect(trainer.getState()).toEqual(before);
  await train(trainer, 2, 3);
  expect(trainer.getState().steps).toBe(3);
  await trainer.release();
});

test('inputs that are missing or of another size are named', async () => {
  const trainer = await build();
  const { pictures, rightClasses } = makeBatch(0);
  await expect(trainer.step({ pictures }, rates)).rejects.toThrow('The training input rightClasses has no values instead of 96.');
  await expect(trainer.step({ pictures: pictures.subarray(3), rightClasses }, rates)).rejects.toThrow(/pictures has 18429 values/);
  await trainer.release();
});

test('an operator without a gradient is refused by name, and so is a parameter without influence', async () => {
  const graph = new Graph();
  const x = graph.parameter('x', [3], Float32Array.of(1, 2, 3));
  const rounded = graph.operation('Round', [x], {}, [3], undefined);
  const options = { graph, parameters: [x], optimiser: adamW(), threads: 1 };
  await expect(createTrainer({ ...options, loss: sumOfAll(rounded) })).rejects.toMatchObject({ code: 'model-invalid', message: 'The operator Round has no gradient, so this model cannot be trained.' });
  await expect(createTrainer({ ...options, loss: sumOfAll(asNumber(greater(x, graph.scalar(2)))) })).rejects.toThrow('The loss does not depend on x.');
});
