import { expect, test } from 'vitest';
import { relu } from '../graph/operators/activation.ts';
import { Graph } from '../graph/graph.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { adamW } from '../optimisers/adamW.ts';
import { randomStream } from '../random.ts';
import type { TrainerOptions } from '../trainer/trainer.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { createLoopTrainer } from './loopTrainer.ts';

function describeRun(): TrainerOptions {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 5, frozen: (layer) => layer === 'frozen' });
  let x = relu(layers.normalizedConvolution(graph.input('pictures', [6, 2, 8, 8]), 'frozen', { outputs: 4, kernel: 3 }));
  x = layers.dropout(relu(layers.normalizedConvolution(x, 'learning', { outputs: 6, kernel: 3, stride: 2 })), 'dropout', 0.2);
  const loss = setCrossEntropy(layers.linear(flatten(x), 'head', 3), graph.input('rightClasses', [6, 3]), { labelSmoothing: 0.1 });
  return { graph, loss, parameters: layers.parameters, optimiser: adamW(), gradientNormLimit: 2, threads: 1, seed: 9 };
}

function makeBatch(seed: number): { pictures: Float32Array; rightClasses: Float32Array } {
  const random = randomStream(seed);
  const rightClasses = new Float32Array(18);
  for (let picture = 0; picture < 6; picture++) rightClasses[picture * 3 + (picture % 3)] = 1;
  return { pictures: Float32Array.from({ length: 6 * 2 * 64 }, () => random.normal()), rightClasses };
}

const batches = [1, 2, 3, 4].map(makeBatch);
const rates = batches.map((_, index) => ({ learningRate: 0.01 / (index + 1), weightDecay: 0.05 }));

test('a loop of steps gives the same as the steps one by one, bit for bit', async () => {
  const [single, loop] = [await createTrainer(describeRun()), await createLoopTrainer({ ...describeRun(), stepsPerRun: 2 })];
  const losses: number[] = [];
  for (const [index, batch] of batches.entries()) losses.push((await single.step(batch, rates[index])).loss);
  const looped = [...await loop.run(batches.slice(0, 2), rates.slice(0, 2)), ...await loop.run(batches.slice(2), rates.slice(2))];
  expect(looped).toEqual(losses);
  expect(loop.getState()).toEqual(single.getState());
  expect(new Set(losses).size).toBe(4);
  await Promise.all([single.release(), loop.release()]);
});

test('a run with a wrong number of batches or a loss that is no number changes nothing', async () => {
  const loop = await createLoopTrainer({ ...describeRun(), stepsPerRun: 2 });
  await loop.run(batches.slice(0, 2), rates.slice(0, 2));
  const before = loop.getState();
  await expect(loop.run(batches, rates)).rejects.toThrow('A run takes 2 batches and rates, not 4 and 4.');
  const spoilt = { ...batches[1], pictures: batches[1].pictures.map(() => NaN) };
  await expect(loop.run([batches[0], spoilt], rates.slice(0, 2))).rejects.toThrow('The training loss became NaN at step 4.');
  expect(loop.getState()).toEqual(before);
  await loop.release();
});
