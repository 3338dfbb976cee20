import { cpus } from 'node:os';
import { createRunner } from '#main/inference/createRunner.ts';
import { Graph } from '#main/training/graph/graph.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { exportQuantizedModel } from '#main/training/quantization/exportQuantizedModel.ts';
import type { BenchResult } from './benchResult.ts';
import { median, runPyTorch } from './peers/runPyTorch.ts';

const batch = 32;
const side = 96;
const repetitions = 6;

/** ResNet-18 with the weights it starts from, exact and in 8 bits: the speed does not depend on their values. */
async function untrainedModels(): Promise<{ exact: Uint8Array; quantized: Uint8Array }> {
  const graph = new Graph();
  const network = resNet18(15);
  network(trainingLayers(graph, { seed: 1 }), graph.input('pictures', [2, 3, side, side]));
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  const description = { network, parameters, inputName: 'pictures', inputShape: [3, side, side] as const };
  const samples = [Float32Array.from({ length: 8 * 3 * side * side }, () => Math.random())];
  return { exact: exportInferenceModel(description), quantized: await exportQuantizedModel({ ...description, samples, samplesPerBatch: 8, threads: 1 }) };
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
  const { exact, quantized } = await untrainedModels();
  const results: BenchResult[] = [];
  for (const threads of new Set([1, cpus().length])) {
    // In turns, so that a load that comes or goes meets all.
    const times = { ours: [] as number[], bytes: [] as number[], peer: [] as number[] };
    for (let turn = 0; turn < 2; turn++) {
      times.ours.push(...await timeOurRuns(exact, threads));
      times.bytes.push(...await timeOurRuns(quantized, threads));
      times.peer.push(...await runPyTorch('infer', threads, batch, repetitions));
    }
    const perSecond = (repeated: readonly number[]) => (batch * 1e3) / median(repeated);
    const peer = perSecond(times.peer);
    const line = (kind: string, ours: number): BenchResult => ({
      name: `classification${kind}, ${threads} thread${threads > 1 ? 's' : ''}`, ours, peer, unit: 'pictures/s', ratio: ours / peer, aim: 1.2,
      note: `ResNet-18, batches of ${batch} pictures of ${side} px; the peer is PyTorch in 32 bits with its normalisation folded too`,
    });
    results.push(line('', perSecond(times.ours)), line(' in 8 bits', perSecond(times.bytes)));
  }
  return results;
}
