// Training a finished network further, as the fine-tuning of a laboratory's cells does it: what is frozen is run once a cell.
import { cpus } from 'node:os';
import { createRunner } from '#main/inference/createRunner.ts';
import { Graph } from '#main/training/graph/graph.ts';
import type { Value } from '#main/training/graph/value.ts';
import { sizeOf } from '#main/training/graph/value.ts';
import { divideModel } from '#main/training/imported/divideModel.ts';
import { importGraph } from '#main/training/imported/importGraph.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { setCrossEntropy } from '#main/training/losses/classification.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { adamW } from '#main/training/optimisers/adamW.ts';
import { createTrainer } from '#main/training/trainer/trainer.ts';
import type { BenchResult } from './benchResult.ts';
import { median, runPeer } from './peers/runPyTorch.ts';

const cells = 256, batch = 32, side = 96, classes = 15;
const picture = [3, side, side] as const, pictureFloats = 3 * side * side;
const repetitions = { step: 8, epoch: 2, evaluation: 3 } as const;
type Part = 'lastStage' | 'all';
type What = keyof typeof repetitions;

/** ResNet-18 as a file for use: normalisation folded. */
function finishedNetwork(): Uint8Array {
  const graph = new Graph(), network = resNet18(classes);
  network(trainingLayers(graph, { seed: 1 }), graph.input('pictures', [1, ...picture]));
  return exportInferenceModel({ network, parameters: new Map([...graph.carried].map(([name, { initial }]) => [name, initial])), inputName: 'pictures', inputShape: picture });
}

async function millisecondsOf(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let repetition = 0; repetition < count + 1; repetition++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  // The first warms up.
  return times.slice(1);
}

/** The part that is trained, behind what is run once a cell. */
async function prepare(onnx: Uint8Array, part: Part, threads: number) {
  const model = readOnnx(onnx), trained = trainableParameters(model, 'logits', 'pictures', picture, part);
  const { front, cut } = divideModel(model, 'logits', 'pictures', trained);
  const runner = front && await createRunner(front, { provider: 'cpu', threads });
  const pictures = Float32Array.from({ length: cells * pictureFloats }, () => Math.random());
  /** What the trained part starts from, of all cells: the pictures themselves where all is trained. */
  const cache = async (): Promise<{ values: Float32Array; shape: readonly number[] }> => {
    if (!runner) return { values: pictures, shape: picture };
    const parts: Float32Array[] = [];
    let shape: readonly number[] = [];
    for (let start = 0; start < cells; start += batch) {
      const made = (await runner.run({ pictures: { data: pictures.slice(start * pictureFloats, (start + batch) * pictureFloats), shape: [batch, ...picture] } }))[cut[0]];
      parts.push(made.data);
      shape = made.shape.slice(1);
    }
    const values = new Float32Array(cells * sizeOf(shape));
    parts.forEach((values32, i) => { values.set(values32, i * values32.length); });
    return { values, shape };
  };
  const { shape } = await cache(), floats = sizeOf(shape);
  const graph = new Graph(), given = graph.input('given', [batch, ...shape]), rightClasses = graph.input('rightClasses', [batch, classes]);
  const parameters: Value[] = [];
  const built = importGraph(model, ['logits'], graph, new Map([[cut[0], given]]), (constant) => {
    if (!trained.has(constant.name)) return undefined;
    const parameter = graph.parameter(`trained:${constant.name}`, constant.shape, Float32Array.from(constant.values));
    parameters.push(parameter);
    return parameter;
  });
  const trainer = await createTrainer({ graph, loss: setCrossEntropy(built.get('logits')!, rightClasses, { labelSmoothing: 0.05 }), parameters, optimiser: adamW(), gradientNormLimit: 5, threads });
  const right = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) right[i * classes + (i % classes)] = 1;
  const step = (values: Float32Array, start: number) => trainer.step({ given: values.slice(start * floats, (start + batch) * floats), rightClasses: right }, { learningRate: 1e-4, weightDecay: 0.02 });
  return { cache, step, release: async () => { await trainer.release(); await runner?.release(); } };
}

async function timeOurs(onnx: Uint8Array, what: What, part: Part, threads: number): Promise<number[]> {
  if (what === 'evaluation') {
    const runner = await createRunner(onnx, { provider: 'cpu', threads }), data = Float32Array.from({ length: batch * pictureFloats }, () => Math.random());
    const times = await millisecondsOf(repetitions[what], async () => { for (let start = 0; start < cells; start += batch) await runner.run({ pictures: { data, shape: [batch, ...picture] } }); });
    await runner.release();
    return times;
  }
  const { cache, release, step } = await prepare(onnx, part, threads), { values } = await cache();
  const times = await millisecondsOf(repetitions[what], what === 'step' ? () => step(values, 0) : async () => {
    const fresh = (await cache()).values;
    for (let start = 0; start < cells; start += batch) await step(fresh, start);
  });
  await release();
  return times;
}

const partWords: Readonly<Record<Part, string>> = { lastStage: 'last stage and head', all: 'all layers' };

/** Step, epoch and evaluation of ResNet-18 that is trained further, against PyTorch on the same network and threads. */
export async function bench(): Promise<BenchResult[]> {
  const onnx = finishedNetwork(), results: BenchResult[] = [];
  const measured: readonly (readonly [What, Part])[] = [['step', 'lastStage'], ['epoch', 'lastStage'], ['step', 'all'], ['epoch', 'all'], ['evaluation', 'all']];
  for (const threads of new Set([1, cpus().length])) for (const [what, part] of measured) {
    // In turns, so that a load that comes or goes meets both.
    const ours = await timeOurs(onnx, what, part, threads);
    const peer = await runPeer('fineTuning.py', [what, part, threads, cells, batch, repetitions[what]]);
    ours.push(...await timeOurs(onnx, what, part, threads));
    peer.push(...await runPeer('fineTuning.py', [what, part, threads, cells, batch, repetitions[what]]));
    const name = what === 'evaluation' ? 'evaluation' : `${what}, ${partWords[part]}`, size = what === 'step' ? `${batch} cells` : `${cells} cells${part === 'lastStage' ? ', the frozen front run once for each' : ''}`;
    results.push({
      name: `${name}, ${threads} thread${threads > 1 ? 's' : ''}`, ours: median(ours), peer: median(peer), unit: 'ms', ratio: median(peer) / median(ours), aim: 1 / 1.5,
      note: `ResNet-18, ${size} of ${side} px; the peer is PyTorch; the aim is at most 1.5 times its time`,
    });
  }
  return results;
}
