import { expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { square } from '#main/training/graph/operators/arithmetic.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import { Graph } from '#main/training/graph/graph.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { normalizedPlanes } from '../features/normalizedPlanes.ts';
import { settleStatistics } from './settleStatistics.ts';

const sidePx = 8, batch = 4, normalization = { colours: 'rgb', mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.2, 0.2] } as const;
/** Half of the input is dropped in training; what is named is the mean square of what the normalisation gives. */
const network: NetworkDescription = (layers, input) => {
  const normalized = layers.normalizedConvolution(layers.dropout(input, 'drop', 0.5), 'only', { outputs: 3, kernel: 3 });
  return { logits: layers.linear(flatten(globalAveragePool(normalized)), 'head', 2), spread: flatten(globalAveragePool(square(normalized))) };
};
const pictures = Array.from({ length: 9 }, (_, i) => {
  const random = seededRandom(i);
  return { widthPx: sidePx, heightPx: sidePx, rgb: new Uint8Array(3 * sidePx * sidePx).map(() => random.below(256)) };
});

it('takes the statistics that a network has in use, and leaves its weights', async () => {
  const graph = new Graph();
  network(trainingLayers(graph, { seed: 3 }), graph.input('pictures', [1, 3, sidePx, sidePx]));
  const learnt = new Map([...graph.carried].map(([name, { initial }]) => [name, name.endsWith('Variance') ? initial.map(() => 9) : initial]));
  const settled = await settleStatistics({ network, classCount: 2, sidePx, normalization, batch, threads: 1, pictures }, learnt);
  for (const [name, values] of learnt) if (!name.includes('running')) expect(settled.get(name), name).toEqual(values);
  // Gamma 1 and beta 0: over the pictures it looked at (two batches of four) each channel is spread by 1.
  const runner = await createRunner(exportInferenceModel({ network, parameters: settled, inputName: 'pictures', inputShape: [3, sidePx, sidePx] }), { threads: 1 });
  const data = new Float32Array(8 * 3 * sidePx * sidePx);
  pictures.slice(0, 8).forEach((picture, i) => { normalizedPlanes(picture, normalization, data, i * 3 * sidePx * sidePx); });
  const { spread } = await runner.run({ pictures: { data, shape: [8, 3, sidePx, sidePx] } });
  await runner.release();
  for (let channel = 0; channel < 3; channel++) expect([0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, i) => sum + spread.data[3 * i + channel] / 8, 0)).toBeCloseTo(1, 1);
});

it('ends between two batches where it is stopped', async () => {
  let turns = 0;
  const signal = { aborted: false, whenFree: () => { signal.aborted = ++turns > 1; return Promise.resolve(); } };
  await expect(settleStatistics({ network, classCount: 2, sidePx, normalization, batch, threads: 1, pictures }, new Map(), signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(turns).toBe(2);
});
