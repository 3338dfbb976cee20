import { expect, test } from 'vitest';
import { trialModel } from '#main/inference/trialModel.ts';
import { readOnnx } from '#main/training/onnx/read.ts';

test('the network that providers are tried with asks for nothing that they need not have', () => {
  const { nodes } = readOnnx(trialModel).graph;
  expect(new Set(nodes.map(({ operator }) => operator))).toEqual(new Set(['Conv', 'Relu', 'MaxPool', 'Sigmoid', 'Resize', 'Add', 'GlobalAveragePool', 'Flatten', 'Gemm']));
  // An output without a name still is one to WebGPU, which has no indices of a MaxPool.
  expect(nodes.flatMap(({ outputs }) => outputs)).not.toContain('');
});
