import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { evaluateGraph } from '../graph/evaluateGraph.ts';
import { Graph } from '../graph/graph.ts';
import { relu } from '../graph/operators/activation.ts';
import { upsampleNearest2x } from '../graph/operators/shaping.ts';
import { residualBlock } from '../networks/blocks.ts';
import { normalValues, randomStream } from '../random.ts';
import { exportInferenceModel } from './exportInferenceModel.ts';
import type { NetworkDescription } from './layerBuilder.ts';
import { trainingLayers } from './trainingLayers.ts';

const network: NetworkDescription = (layers, input) => {
  let x = relu(layers.normalizedConvolution(input, 'stem', { outputs: 6, kernel: 3, stride: 2 }));
  x = relu(layers.normalizedConvolution(x, 'depthwise', { outputs: 6, kernel: 3, groups: 6 }));
  x = residualBlock(layers, x, 'block', { outputs: 8, stride: 2, squeeze: 3, dropRate: 0 });
  return { map: layers.convolution(upsampleNearest2x(x), 'map', { outputs: 2, kernel: 1, initialBias: -2 }) };
};
const shape = [2, 3, 16, 20] as const;
const pictures = normalValues(2 * 3 * 16 * 20, 1, randomStream(8));

/** The network with given statistics as it stands in a training graph with everything frozen, and what it answers. */
async function unfolded(): Promise<{ parameters: Map<string, Float32Array>; map: Float32Array }> {
  const graph = new Graph();
  const { map } = network(trainingLayers(graph, { seed: 4, frozen: () => true }), graph.input('pictures', shape));
  for (const [name, carried] of graph.carried) {
    const random = randomStream(1, name);
    // Variances must be positive; the others may be anything.
    carried.initial.forEach((value, index) => { carried.initial[index] = name.endsWith('Variance') ? 0.5 + random.next() : value + 0.2 * random.normal(); });
  }
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  const [values] = await evaluateGraph(graph, { pictures }, [map]);
  return { parameters, map: values };
}

test('folding the normalisation into the convolutions changes nothing', async () => {
  const { parameters, map: expected } = await unfolded();
  const runner = await createRunner(exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape: [3, 16, 20], freeSize: true }), { threads: 1 });
  const { map } = await runner.run({ pictures: { data: pictures, shape } });
  expect(map.shape).toEqual([2, 2, 8, 10]);
  map.data.forEach((value, index) => { expect(value).toBeCloseTo(expected[index], 4); });
  expect((await runner.run({ pictures: { data: new Float32Array(3 * 32 * 24), shape: [1, 3, 32, 24] } })).map.shape).toEqual([1, 2, 16, 12]);
  await runner.release();
});

test('a parameter that is missing or of another size is named', async () => {
  const { parameters } = await unfolded();
  const description = { network, inputName: 'pictures', inputShape: shape.slice(1) as unknown as [number, number, number] };
  const without = new Map([...parameters].filter(([name]) => name !== 'stem.gamma'));
  expect(() => exportInferenceModel({ ...description, parameters: without })).toThrow('The trained parameters lack stem.gamma.');
  const short = new Map([...parameters, ['map.bias', new Float32Array(1)]]);
  expect(() => exportInferenceModel({ ...description, parameters: short })).toThrow('The parameter map.bias has 1 values instead of 2.');
});
