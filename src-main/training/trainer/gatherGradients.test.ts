import { expect, test } from 'vitest';
import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { Graph } from '../graph/graph.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { adamW } from '../optimisers/adamW.ts';
import { stochasticGradientDescent } from '../optimisers/stochasticGradientDescent.ts';
import type { Optimiser } from '../optimisers/optimiser.ts';
import { normalValues, randomStream } from '../random.ts';
import type { Trainer } from './trainer.ts';
import { createTrainer } from './trainer.ts';

const batch = 12, side = 8, classes = 3;
const rates = { learningRate: 1e-2, weightDecay: 0.05 };

/** Without batch statistics: those are of each part. */
function trainerOf(parts: number, optimiser: Optimiser): Promise<Trainer> {
  const graph = new Graph(), layers = trainingLayers(graph, { seed: 2 });
  const x = relu(layers.convolution(graph.input('pictures', [batch / parts, 3, side, side]), 'first', { outputs: 6, kernel: 3 }));
  const logits = layers.linear(flatten(globalAveragePool(relu(layers.convolution(x, 'second', { outputs: 8, kernel: 3, stride: 2 })))), 'head', classes);
  const loss = setCrossEntropy(logits, graph.input('rightClasses', [batch / parts, classes]), { labelSmoothing: 0.1 });
  return createTrainer({ graph, loss, parameters: layers.parameters, optimiser, gradientNormLimit: 0.3, threads: 1, parts });
}

const batchOf = (step: number) => ({
  pictures: normalValues(batch * 3 * side * side, 1, randomStream(step, 'pictures')),
  rightClasses: Float32Array.from({ length: batch * classes }, (_, i) => Number(Math.floor(i / classes) % classes === i % classes)),
});

test.each([['adamW', adamW()], ['momentum', stochasticGradientDescent()]])('a batch in parts teaches what it does at once, with %s and limited gradients', async (_, optimiser) => {
  const trainers = await Promise.all([1, 2, 6].map((parts) => trainerOf(parts, optimiser)));
  for (let step = 0; step < 4; step++) {
    const [whole, ...inParts] = await Promise.all(trainers.map((trainer) => trainer.step(batchOf(step), rates)));
    for (const { loss, outputs } of inParts) {
      expect(loss).toBeCloseTo(whole.loss, 5);
      expect(outputs.gradientNorm[0]).toBeCloseTo(whole.outputs.gradientNorm[0], 4);
    }
  }
  const [whole, ...inParts] = trainers.map((trainer) => trainer.getState());
  for (const state of inParts) {
    expect(state.steps).toBe(4);
    expect([...state.tensors.keys()]).toEqual([...whole.tensors.keys()]);
    for (const [name, values] of whole.tensors) values.forEach((value, i) => { expect(Math.abs(state.tensors.get(name)![i] - value), name).toBeLessThan(2e-4); });
  }
  expect(whole.tensors.get('head.weight')).not.toEqual((await trainerOf(1, optimiser)).getParameters().get('head.weight'));
  await Promise.all(trainers.map((trainer) => trainer.release()));
});

test('a training goes on in parts from the state of one at once, and one whose parts were broken off begins its batch anew', async () => {
  const [whole, parted] = [await trainerOf(1, adamW()), await trainerOf(3, adamW())];
  await whole.step(batchOf(0), rates);
  parted.setState(whole.getState());
  const spoilt = batchOf(1);
  spoilt.pictures.fill(NaN, (batch - 1) * 3 * side * side);
  await expect(parted.step(spoilt, rates)).rejects.toThrow('The training loss became NaN at step 2.');
  expect(parted.getState()).toEqual(whole.getState());
  const [{ loss: expected }, { loss: given }] = [await whole.step(batchOf(1), rates), await parted.step(batchOf(1), rates)];
  expect(given).toBeCloseTo(expected, 5);
  whole.getParameters().get('head.weight')!.forEach((value, i) => { expect(parted.getParameters().get('head.weight')![i]).toBeCloseTo(value, 4); });
  await Promise.all([whole.release(), parted.release()]);
});
