import { cpus } from 'node:os';
import { Graph } from '#main/training/graph/graph.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { setCrossEntropy } from '#main/training/losses/classification.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { stochasticGradientDescent } from '#main/training/optimisers/stochasticGradientDescent.ts';
import { createTrainer } from '#main/training/trainer/trainer.ts';
import type { BenchResult } from './benchResult.ts';
import { median, runPyTorch } from './peers/runPyTorch.ts';

const batch = 32;
const side = 96;
const classes = 15;
const repetitions = 6;

async function timeOurSteps(threads: number): Promise<number[]> {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 1 });
  const { logits } = resNet18(classes)(layers, graph.input('pictures', [batch, 3, side, side]));
  const loss = setCrossEntropy(logits, graph.input('rightClasses', [batch, classes]));
  const trainer = await createTrainer({ graph, loss, parameters: layers.parameters, optimiser: stochasticGradientDescent(), threads });
  const pictures = Float32Array.from({ length: batch * 3 * side * side }, () => Math.random());
  const rightClasses = new Float32Array(batch * classes);
  for (let picture = 0; picture < batch; picture++) rightClasses[picture * classes + (picture % classes)] = 1;
  const times: number[] = [];
  for (let step = 0; step < repetitions + 2; step++) {
    const start = performance.now();
    await trainer.step({ pictures, rightClasses }, { learningRate: 0.01, weightDecay: 1e-4 });
    times.push(performance.now() - start);
  }
  await trainer.release();
  return times.slice(2);
}

/** One whole step (forward, backward, gradient descent with momentum) of ResNet-18, 32 pictures of 96 px, against PyTorch. */
export async function bench(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const threads of new Set([1, cpus().length])) {
    // In turns, so that a load that comes or goes meets both.
    const ours = await timeOurSteps(threads);
    const peer = await runPyTorch('train', threads, batch, repetitions);
    ours.push(...await timeOurSteps(threads));
    peer.push(...await runPyTorch('train', threads, batch, repetitions));
    results.push({
      name: `training step, ${threads} thread${threads > 1 ? 's' : ''}`, ours: median(ours), peer: median(peer), unit: 'ms', ratio: median(peer) / median(ours),
      aim: 1 / 1.5, note: `ResNet-18, ${batch} pictures of ${side} px; the peer is PyTorch; the aim is at most 1.5 times its time`,
    });
  }
  return results;
}
