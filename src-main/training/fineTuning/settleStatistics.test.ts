import { expect, it } from 'vitest';
import { globalAveragePool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { Graph } from '../graph/graph.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { stochasticGradientDescent } from '../optimisers/stochasticGradientDescent.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { settleStatistics } from './settleStatistics.ts';

const batch = 2, side = 4, values = 3 * side * side;
const isStatistic = (name: string): boolean => name.includes('running');

it('lets the reviewer go first before each batch, and ends between two of them where it is stopped', async () => {
  const graph = new Graph(), layers = trainingLayers(graph, { seed: 2 });
  const logits = layers.linear(flatten(globalAveragePool(layers.normalizedConvolution(graph.input('pictures', [batch, 3, side, side]), 'only', { outputs: 4, kernel: 3 }))), 'head', 2);
  const trainer = await createTrainer({ graph, loss: setCrossEntropy(logits, graph.input('rightClasses', [batch, 2])), parameters: layers.parameters, optimiser: stochasticGradientDescent({ momentum: 0 }), threads: 1 });
  const batches = [1, 2, 3, 4].map((number) => () => ({ pictures: Float32Array.from({ length: batch * values }, (_, i) => Math.sin(number * i)), rightClasses: Float32Array.of(1, 0, 0, 1) }));
  const settle = (stopAfter: number) => {
    const signal = { aborted: false, whenFree: () => { turns.push(trainer.getState().steps); signal.aborted = turns.length > stopAfter; return Promise.resolve(); } };
    return settleStatistics({ trainer, device: { parts: 1 }, learnt: trainer.getParameters(), isStatistic, batches, signal });
  };
  const turns: number[] = [];
  await expect(settle(2)).rejects.toMatchObject({ code: 'cancelled' });
  expect(turns).toEqual([0, 1, 2]);
  expect(trainer.getState().steps).toBe(2);
  turns.length = 0;
  const settled = await settle(Infinity);
  expect(turns).toEqual([2, 3, 4, 5]);
  expect([...settled.keys()].filter(isStatistic)).toHaveLength(2);
  await trainer.release();
});
