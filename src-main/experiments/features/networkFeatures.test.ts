import { expect, it } from 'vitest';
import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { networkFeatures } from './networkFeatures.ts';
import { channelNormalization, normalizedPlanes } from './normalizedPlanes.ts';
import { untrainedNetworkFeatures } from './fixedNetworkFeatures.ts';

/** One convolution that adds its channels up, and a head that nobody should see. */
const network: NetworkDescription = (layers, input) => {
  const pooled = flatten(globalAveragePool(layers.convolution(input, 'sum', { outputs: 2, kernel: 1 })));
  return { logits: layers.linear(layers.linear(pooled, 'hidden', 5), 'head', 3) };
};

it('gives what the first fully connected layer would be given, and ends between batches where it is stopped', async () => {
  const graph = new Graph();
  network(trainingLayers(graph, { seed: 1 }), graph.input('pictures', [1, 3, 4, 4]));
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  parameters.set('sum.weight', Float32Array.of(1, 2, 3, 0, 0, 1));
  parameters.set('sum.bias', Float32Array.of(0.5, 0));
  const extractor = await networkFeatures({
    name: 'sum', title: 'Sum', network, parameters, sidePx: 4, threads: 1,
    normalization: { colours: 'rgb', mean: [0, 0, 0], deviation: [1, 1, 1] },
  });
  const pictures = Array.from({ length: 10 }, (_, i) => ({ widthPx: 4, heightPx: 4, rgb: new Uint8Array(48).map((_value, at) => (at % 3 === 2 ? 10 * i : 51)) }));
  const rows = await extractor.extract(pictures);
  let turns = 0;
  const signal = { aborted: false, whenFree: () => { signal.aborted = ++turns === 2; return Promise.resolve(); } };
  await expect(extractor.extract(pictures, signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(turns).toBe(2);
  await extractor.release();
  expect(rows).toHaveLength(10);
  rows.forEach((row, i) => {
    expect(row[0]).toBeCloseTo(0.2 + 0.4 + (30 * i) / 255 + 0.5, 5);
    expect(row[1]).toBeCloseTo((10 * i) / 255, 5);
    expect(row).toHaveLength(2);
  });
});

it('refuses a network without a fully connected layer', async () => {
  const bare: NetworkDescription = (layers, input) => ({ logits: layers.convolution(input, 'only', { outputs: 2, kernel: 1 }) });
  await expect(networkFeatures({
    name: 'bare', title: 'Bare', network: bare, parameters: new Map([['only.weight', new Float32Array(6)], ['only.bias', new Float32Array(2)]]), sidePx: 4, threads: 1,
    normalization: { colours: 'rgb', mean: [0, 0, 0], deviation: [1, 1, 1] },
  })).rejects.toThrow('no fully connected layer');
});

it('of an untrained ResNet-18 are 512 numbers, the same in every run, and tell pictures apart', async () => {
  const picture = (step: number) => ({ widthPx: 200, heightPx: 200, rgb: new Uint8Array(120_000).map((_, i) => (i * step) % 256) });
  const run = async () => {
    const extractor = untrainedNetworkFeatures('rn18', 'ResNet-18', resNet18(10), 200, 1);
    const rows = await extractor.extract([picture(7), picture(31)]);
    await extractor.release();
    return rows;
  };
  const [first, second] = await run();
  expect(first).toHaveLength(512);
  expect(first.every(Number.isFinite)).toBe(true);
  expect(first).not.toEqual(second);
  expect(await run()).toEqual([first, second]);
});

it('brings the channels of its own pictures to mean 0 and deviation 1', () => {
  const pictures = [0, 1].map((seed) => ({ widthPx: 8, heightPx: 8, rgb: new Uint8Array(192).map((_, i) => (i * 37 + seed * 91) % 251) }));
  const normalization = channelNormalization(pictures, 'yuv');
  const planes = new Float32Array(384);
  pictures.forEach((picture, i) => { normalizedPlanes(picture, normalization, planes, 192 * i); });
  for (let channel = 0; channel < 3; channel++) {
    const values = [0, 192].flatMap((start) => [...planes.subarray(start + 64 * channel, start + 64 * channel + 64)]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length).toBeCloseTo(1, 3);
  }
  // White has full luma and no colour.
  const white = new Float32Array(3);
  normalizedPlanes({ widthPx: 1, heightPx: 1, rgb: Uint8Array.of(255, 255, 255) }, { colours: 'yuv', mean: [0, 0, 0], deviation: [1, 1, 1] }, white, 0);
  expect([...white].map((value) => Math.round(value * 1e4) / 1e4 + 0)).toEqual([1, 0, 0]);
});
