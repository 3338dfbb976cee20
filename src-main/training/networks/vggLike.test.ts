import { expect, test } from 'vitest';
import { Graph } from '../graph/graph.ts';
import { sizeOf } from '../graph/value.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { vggLike } from './vggLike.ts';

test('the network of Choi 2017 has 13 convolutions and three fully connected layers, and halves its pictures five times', () => {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 1 });
  const { logits } = vggLike(10)(layers, graph.input('pictures', [2, 3, 96, 96]));
  expect(logits.shape).toEqual([2, 10]);
  const weights = layers.parameters.filter(({ shape }) => shape.length > 1);
  expect(weights.filter(({ shape }) => shape.length === 4)).toHaveLength(13);
  expect(weights.filter(({ shape }) => shape.length === 2).map(({ shape }) => shape)).toEqual([[512, 512 * 3 * 3], [512, 512], [10, 512]]);
  // VGG-16's convolutions without biases: 14,710,464.
  expect(weights.filter(({ shape }) => shape.length === 4).reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(14_710_464);
  // Twelve gaps between 13 convolutions, five of them across a pooling; and two between fully connected layers.
  expect(graph.keepMasks.size).toBe(8 + 2);
});

test('a share of the width is a share of the channels', () => {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 1 });
  vggLike(2, { width: 0.25, hidden: 64 })(layers, graph.input('pictures', [1, 3, 96, 96]));
  const first = layers.parameters.find(({ name }) => name === 'stage1.convolution1.weight')!;
  expect(first.shape).toEqual([16, 3, 3, 3]);
});
