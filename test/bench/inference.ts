import { cpus } from 'node:os';
import { createRunner } from '#main/inference/createRunner.ts';
import { Graph } from '#main/training/graph/graph.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import type { BenchResult } from './benchResult.ts';
import { median, runPyTorch } from './peers/runPyTorch.ts';

const batch = 32;
const side = 96;
const repetitions = 12;

/** ResNet-18 with the weights it starts from: the speed does not depend on their values. */
function untrainedModel(): Uint8Array {
  const graph = new Graph();
  const network = resNet18(15);
  network(trainingLayers(graph, { seed: 1 }), graph.input('pictures', [2, 3, side, side]));
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  return exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape: [3, side, side] });
}

async function timeOurRuns(model: Uint8Array, threads: number): Promise<number[]> {
  const runner = await createRunner(model, { threads });
  const pictures = { data: Float32Array.from({ length: batch * 3 * side * side }, () => Math.random()), shape: [batch, 3, side, side] };
  const times: number[] = [];
  for (let repetition = 0; repetition < repetitions + 2; repetition++) {
    const start = performance.now();
    await runner.run({ pictures });
    times.push(performance.now() - start);
  }
  await runner.release();
  return times.slice(2);
}

/** Pictures a second through ResNet-18 with the normalisation folded on both sides, against PyTorch. */
export async function bench(): Promise<BenchResult[]> {
  const model = untrainedModel();
  const results: BenchResult[] = [];
  for (const threads of new Set([1, cpus().length])) {
    const ours = await timeOurRuns(model, threads);
    const peer = await runPyTorch('infer', threads, batch, repetitions);
    ours.push(...await timeOurRuns(model, threads));
    peer.push(...await runPyTorch('infer', threads, batch, repetitions));
    const perSecond = (times: readonly number[]) => (batch * 1e3) / median(times);
    results.push({
      name: `classification, ${threads} thread${threads > 1 ? 's' : ''}`, ours: perSecond(ours), peer: perSecond(peer), unit: 'pictures/s',
      ratio: perSecond(ours) / perSecond(peer), aim: 1.2, note: `ResNet-18, batches of ${batch} pictures of ${side} px; the peer is PyTorch with its normalisation folded too`,
    });
  }
  return results;
}
