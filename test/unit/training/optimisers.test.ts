import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Graph } from '#main/training/graph/graph.ts';
import { scale, square, subtract, sumOfAll } from '#main/training/graph/operators/arithmetic.ts';
import { gemm } from '#main/training/graph/operators/matrix.ts';
import { adamW } from '#main/training/optimisers/adamW.ts';
import { stochasticGradientDescent } from '#main/training/optimisers/stochasticGradientDescent.ts';
import { createTrainer } from '#main/training/trainer/trainer.ts';
import type { TensorDigest } from '../../golden/goldenTensor.ts';
import { relativeError, wave } from '../../golden/goldenTensor.ts';

interface Run {
  optimiser: 'stochasticGradientDescent' | 'adamW'; options: object; learningRate: number; weightDecay: number; limit: number | null;
  losses: number[]; norms: number[]; weight: TensorDigest; bias: TensorDigest;
}
const { optimisers } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../golden/gradients.json'), 'utf8')) as { optimisers: Run[] };

test.each(optimisers.map((run) => [`${run.optimiser} ${JSON.stringify(run.options)} limit ${run.limit}`, run] as const))('%s walks as in PyTorch', async (_, run) => {
  const graph = new Graph();
  const x = graph.input('x', [5, 4]);
  const y = graph.input('y', [5, 3]);
  const weight = graph.parameter('weight', [4, 3], wave([4, 3], 3, -1, 1));
  const bias = graph.parameter('bias', [3], wave([3], 4, -1, 1));
  const loss = scale(sumOfAll(square(subtract(gemm(x, weight, { bias }), y))), 0.5);
  const optimiser = run.optimiser === 'adamW' ? adamW(run.options) : stochasticGradientDescent(run.options);
  const trainer = await createTrainer({ graph, loss, parameters: [weight, bias], optimiser, threads: 1, gradientNormLimit: run.limit ?? undefined });
  const batch = { x: wave([5, 4], 1, -1, 1), y: wave([5, 3], 2, -1, 1) };
  for (const [step, expected] of run.losses.entries()) {
    const { loss: value, outputs } = await trainer.step(batch, run);
    expect(value).toBeCloseTo(expected, 4);
    if (run.limit !== null) expect(outputs.gradientNorm[0]).toBeCloseTo(run.norms[step], 4);
  }
  const trained = trainer.getParameters();
  expect([...trained.keys()]).toEqual(['weight', 'bias']);
  expect(relativeError(trained.get('weight')!, [4, 3], run.weight)).toBeLessThan(2e-6);
  expect(relativeError(trained.get('bias')!, [3], run.bias)).toBeLessThan(2e-6);
  await trainer.release();
});
