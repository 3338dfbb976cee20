import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { relu } from '../graph/operators/activation.ts';
import { Graph } from '../graph/graph.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { flatten, upsampleNearest2x } from '../graph/operators/shaping.ts';
import { buildInferenceModel, exportInferenceModel } from '../layers/exportInferenceModel.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { residualBlock } from '../networks/blocks.ts';
import { adamW } from '../optimisers/adamW.ts';
import { randomStream } from '../random.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { activationRanges } from './activationRanges.ts';
import { exportQuantizedModel } from './exportQuantizedModel.ts';
import { quantizationOf, quantizeModel } from './quantizeModel.ts';
import { quantizedTensors } from './quantizedTensors.ts';

const batch = 24;
const side = 16;
const classes = 4;

const network: NetworkDescription = (layers, input) => {
  let x = maxPool(relu(layers.normalizedConvolution(input, 'stem', { outputs: 8, kernel: 3 })), { kernel: [2, 2], strides: [2, 2] });
  x = residualBlock(layers, x, 'block1', { outputs: 16, stride: 2 });
  x = residualBlock(layers, upsampleNearest2x(x), 'block2', { outputs: 16, squeeze: 4 });
  return { logits: layers.linear(flatten(globalAveragePool(x)), 'head', classes) };
};

/** Noise with a stripe whose place is the class. */
function makeBatch(seed: number): { pictures: Float32Array; rightClasses: Float32Array } {
  const random = randomStream(seed);
  const pictures = Float32Array.from({ length: batch * 3 * side * side }, () => random.next());
  const rightClasses = new Float32Array(batch * classes);
  for (let picture = 0; picture < batch; picture++) {
    const right = picture % classes;
    rightClasses[picture * classes + right] = 1;
    for (let x = 0; x < side; x++) for (const y of [right * 4 + 1, right * 4 + 2]) pictures[((picture * 3 + 1) * side + y) * side + x] += (right + 1) * 0.7;
  }
  return { pictures, rightClasses };
}

async function trained(): Promise<Map<string, Float32Array>> {
  const graph = new Graph();
  const layers = trainingLayers(graph, { seed: 2 });
  const { logits } = network(layers, graph.input('pictures', [batch, 3, side, side]));
  const loss = setCrossEntropy(logits, graph.input('rightClasses', [batch, classes]));
  const trainer = await createTrainer({ graph, loss, parameters: layers.parameters, optimiser: adamW(), threads: 1 });
  for (let step = 0; step < 60; step++) await trainer.step(makeBatch(step % 5), { learningRate: 5e-3 });
  const parameters = trainer.getParameters();
  await trainer.release();
  return parameters;
}

const samples = [makeBatch(10).pictures, makeBatch(11).pictures];
const descriptionOf = (parameters: Map<string, Float32Array>) => ({ network, parameters, inputName: 'pictures', inputShape: [3, side, side] as const });

/** What the network says of a batch that it has not seen, in floats and in 8 bits. */
async function bothAnswers(description: ReturnType<typeof descriptionOf>): Promise<{ expected: Float32Array; given: Float32Array }> {
  const exact = await createRunner(exportInferenceModel(description), { threads: 1 });
  const quantized = await createRunner(await exportQuantizedModel({ ...description, samples, samplesPerBatch: batch, threads: 1 }), { threads: 1 });
  const inputs = { pictures: { data: makeBatch(99).pictures, shape: [batch, 3, side, side] } };
  const [{ logits: expected }, { logits: given }] = [await exact.run(inputs), await quantized.run(inputs)];
  await Promise.all([exact.release(), quantized.release()]);
  return { expected: expected.data, given: given.data };
}

function expectAlike({ expected, given }: { readonly expected: Float32Array; readonly given: Float32Array }): void {
  const size = Math.max(...expected.map(Math.abs));
  given.forEach((value, index) => { expect(Math.abs(value - expected[index])).toBeLessThan(0.06 * size); });
}

test('a network in 8 bits answers as the one it was made from, and none of its convolutions is left out', async () => {
  const description = descriptionOf(await trained()), answers = await bothAnswers(description), { rightClasses } = makeBatch(99);
  expectAlike(answers);
  expect(answers.given).not.toEqual(answers.expected);
  for (let picture = 0; picture < batch; picture++) {
    const row = answers.given.subarray(picture * classes, (picture + 1) * classes);
    expect(rightClasses[picture * classes + row.indexOf(Math.max(...row))]).toBe(1);
  }

  const model = buildInferenceModel(description);
  const { nodes } = quantizeModel(model, await activationRanges(model, quantizedTensors(model.graph), samples, [batch, 3, side, side], 1)).graph;
  const maker = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node.operator] as const)));
  const convolutions = nodes.filter(({ operator }) => operator === 'Conv');
  expect(convolutions).toHaveLength(8);
  for (const { inputs: read } of convolutions) expect(read.map((name) => maker.get(name))).toEqual(['DequantizeLinear', 'DequantizeLinear', 'DequantizeLinear']);
});

test('a channel of which only its bias is left keeps that in 8 bits', async () => {
  const parameters = await trained();
  for (const channel of [0, 1, 2]) {
    parameters.get('stem.gamma')![channel] = 0;
    parameters.get('stem.beta')![channel] = 2;
  }
  expectAlike(await bothAnswers(descriptionOf(parameters)));
});

test('the scale meets zero exactly and covers both bounds', () => {
  expect(quantizationOf({ low: 0, high: 25.5 })).toEqual({ scale: 0.1, zeroPoint: 0 });
  const { scale, zeroPoint } = quantizationOf({ low: -1, high: 3 });
  expect(zeroPoint).toBe(64);
  expect([(0 - zeroPoint) * scale, (255 - zeroPoint) * scale]).toEqual([expect.closeTo(-1, 1), expect.closeTo(3, 1)]);
  expect(quantizationOf({ low: 0, high: 0 }).scale).toBeGreaterThan(0);
});
