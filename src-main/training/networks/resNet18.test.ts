import { expect, test } from 'vitest';
import { Graph } from '../graph/graph.ts';
import { sizeOf } from '../graph/value.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { resNet18 } from './resNet18.ts';

test('ResNet-18 has as many parameters as torchvision\'s, and halves its pictures five times', () => {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 1 });
  const { logits } = resNet18(1000)(layers, graph.input('pictures', [2, 3, 64, 64]));
  expect(logits.shape).toEqual([2, 1000]);
  const count = layers.parameters.reduce((sum, parameter) => sum + sizeOf(parameter.shape), 0);
  // torchvision's documentation of resnet18: num_params 11689512.
  expect(count).toBe(11_689_512);
  expect(layers.parameters).toHaveLength(62);
});
