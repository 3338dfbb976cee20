import { expect, test } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { Graph } from '../graph/graph.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { adamW } from '../optimisers/adamW.ts';
import { normalValues, randomStream } from '../random.ts';
import type { Trainer, TrainerOptions } from '../trainer/trainer.ts';
import { createTrainer } from '../trainer/trainer.ts';
import type { DeviceOptions, DeviceStanding } from './computingDevice.ts';
import { ComputingDevice } from './computingDevice.ts';
import { createDeviceTrainer } from './deviceTrainer.ts';

const batch = 64, side = 8, classes = 3;
const rates = { learningRate: 1e-2, weightDecay: 0.01 };

const training = {
  batch, threads: 1, seed: 4,
  describe: (atOnce: number) => {
    const graph = new Graph(), layers = trainingLayers(graph, { seed: 2 });
    const x = relu(layers.convolution(graph.input('pictures', [atOnce, 3, side, side]), 'first', { outputs: 6, kernel: 3 }));
    const logits = layers.linear(flatten(globalAveragePool(x)), 'head', classes);
    return { graph, loss: setCrossEntropy(logits, graph.input('rightClasses', [atOnce, classes])), parameters: layers.parameters, optimiser: adamW(), gradientNormLimit: 5 };
  },
};
const batchOf = (step: number) => ({
  pictures: normalValues(batch * 3 * side * side, 1, randomStream(step, 'pictures')),
  rightClasses: Float32Array.from({ length: batch * classes }, (_, i) => Number(Math.floor(i / classes) % classes === i % classes)),
});

async function train(device: ComputingDevice, steps = 5): Promise<Map<string, Float32Array>> {
  const trainer = await createDeviceTrainer(training, device);
  for (let step = 0; step < steps; step++) expect((await trainer.step(batchOf(step), rates)).loss).toBeGreaterThan(0);
  expect(trainer.getState().steps).toBe(steps);
  const parameters = trainer.getParameters();
  await trainer.release();
  return parameters;
}

const outOfMemory = () => new Error('Failed to allocate memory for requested buffer of size 1073741824\n at bfc_arena.cc:376');

/** A graphics card made of the processor, which fails as a test says. `atOnce`: how many pictures its step takes. */
function card(change: (trainer: Trainer, atOnce: number) => Partial<Trainer>, more: DeviceOptions = {}): ComputingDevice {
  const trainer = async ({ provider, ...options }: TrainerOptions): Promise<Trainer> => {
    const whole = await createTrainer(options);
    if (provider === undefined) return whole;
    const own: Trainer = { step: (given, to) => whole.step(given, to), getParameters: () => whole.getParameters(), setParameters: (values) => whole.setParameters(values), getState: () => whole.getState(), setState: (state) => { whole.setState(state); }, release: () => whole.release() };
    return { ...own, ...change(own, batch / (options.parts ?? 1)) };
  };
  return new ComputingDevice('cuda', { ...more, load: { runner: createRunner, trainer } });
}

const onProcessor = train(new ComputingDevice('cpu'));
const differenceTo = async (parameters: Map<string, Float32Array>): Promise<number> => {
  const expected = await onProcessor;
  return Math.max(...[...parameters].flatMap(([name, values]) => Array.from(values, (value, i) => Math.abs(value - expected.get(name)![i]))));
};

test('a card that is too small for the batch learns the same from parts of it', async () => {
  const device = card((trainer, atOnce) => ({ step: (given, to) => (atOnce > 16 ? Promise.reject(outOfMemory()) : trainer.step(given, to)) }));
  expect(await differenceTo(await train(device))).toBeLessThan(1e-4);
  expect(device).toMatchObject({ provider: 'cuda', parts: 4, isCompared: true });
  expect(device.said).toEqual([
    'The graphics card (CUDA) could not train 64 cells at once: Failed to allocate memory for requested buffer of size 1073741824. It went on with 32 at once.',
    'The graphics card (CUDA) could not train 32 cells at once: Failed to allocate memory for requested buffer of size 1073741824. It went on with 16 at once.',
  ]);
  expect(device.aside).toBe('; on the graphics card (CUDA), each batch in 4 parts');
  expect(device.inWords()).toContain('At the end it computed on the graphics card (CUDA).');
});

test('a card whose memory runs out in the middle, whatever the part, leaves the rest to the processor, with the same bits', async () => {
  const device = card((trainer) => ({ step: (given, to) => (trainer.getState().steps >= 3 ? Promise.reject(outOfMemory()) : trainer.step(given, to)) }));
  expect(await differenceTo(await train(device))).toBe(0);
  expect(device).toMatchObject({ provider: 'cpu', parts: 1 });
  expect(device.said).toHaveLength(4);
  expect(device.said.at(-1)).toBe('The graphics card (CUDA) could not train 8 cells at once: Failed to allocate memory for requested buffer of size 1073741824. It went on on the processor.');
  expect(device.aside).toBe('; on the processor instead of the graphics card');
});

test('a card that computes otherwise is not believed, nor a slow one used where the fastest is wanted', async () => {
  const wrong = card((trainer) => ({ step: async (given, to) => { const result = await trainer.step(given, to); return { ...result, outputs: { gradientNorm: Float32Array.of(1.1 * result.outputs.gradientNorm[0]) } }; } }));
  expect(await differenceTo(await train(wrong))).toBe(0);
  expect(wrong.said).toEqual(['The graphics card (CUDA) computes other gradients than the processor. It went on on the processor.']);
  const dawdle = (trainer: Trainer): Partial<Trainer> => ({ step: async (given, to) => { const result = await trainer.step(given, to); await new Promise((resolve) => { setTimeout(resolve, 300); }); return result; } });
  const slow = card(dawdle, { mustBeFast: true }), wanted = card(dawdle);
  expect(await differenceTo(await train(slow))).toBe(0);
  expect(slow.said).toEqual([expect.stringMatching(/^The graphics card \(CUDA\) takes \d+ ms for a step, the processor \d+\. It went on on the processor\.$/)]);
  await train(wanted, 3);
  expect(wanted.provider).toBe('cuda');
});

test('a loss that is no number is the training\'s own fault, as the processor finds too', async () => {
  const device = card(() => ({}));
  const trainer = await createDeviceTrainer(training, device);
  await trainer.step(batchOf(0), rates);
  const spoilt = batchOf(1);
  spoilt.pictures.fill(NaN);
  await expect(trainer.step(spoilt, rates)).rejects.toMatchObject({ code: 'bad-input', message: 'The training loss became NaN at step 2.' });
  expect(device.provider).toBe('cpu');
  await trainer.release();
});

const keptOf = (): { kept: DeviceStanding[]; keep: DeviceOptions['keep'] } => {
  const kept: DeviceStanding[] = [];
  return { kept, keep: (standing) => { kept.push(standing); return Promise.resolve(); } };
};

test('what is tried for the first time is noted before and taken back after, and each step down is kept', async () => {
  const { kept, keep } = keptOf();
  await train(card((trainer, atOnce) => ({ step: (given, to) => (atOnce > 32 ? Promise.reject(outOfMemory()) : trainer.step(given, to)) }), { keep }), 2);
  expect(kept.map(({ parts, trying, said }) => [parts, trying, said.length])).toEqual([
    // Loaded, its step failed; loaded for parts, their step went well.
    [1, 'batch', 0], [1, undefined, 0], [1, 'batch', 0], [1, undefined, 0], [2, undefined, 1], [2, 'batch', 1], [2, undefined, 1], [2, 'batch', 1], [2, undefined, 1],
  ]);
});

test('a training that is stopped before its first step, or within, leaves no note that a driver ended it', async () => {
  const { kept, keep } = keptOf();
  const early = await createDeviceTrainer(training, card(() => ({}), { keep }));
  expect(kept.at(-1)).toMatchObject({ provider: 'cuda', parts: 1, trying: undefined });
  await early.release();
  const device = card(() => ({ step: () => Promise.reject(new MyeloscopeError('cancelled', 'Stopped on request.')) }), { keep });
  const stopped = await createDeviceTrainer(training, device);
  await expect(stopped.step(batchOf(0), rates)).rejects.toMatchObject({ code: 'cancelled' });
  await stopped.release();
  expect(device).toMatchObject({ provider: 'cuda', parts: 1, said: [] });
  expect(kept.at(-1)).toMatchObject({ trying: undefined });
});

test('of the processor it is noted once that it has computed', async () => {
  const { kept, keep } = keptOf();
  await train(new ComputingDevice('cpu', { keep }), 3);
  expect(kept).toEqual([{ provider: 'cpu', parts: 1, said: [], hasComputed: true }]);
});

test('a comparing step that fails on the processor is not the card\'s fault, and no batch is learnt from twice', async () => {
  let onProcessorToo = 0;
  const trainer = (options: TrainerOptions): Promise<Trainer> => {
    if (options.provider === undefined && ++onProcessorToo === 1) return Promise.reject(new Error('std::bad_alloc'));
    return createTrainer({ ...options, provider: undefined });
  };
  const device = new ComputingDevice('cuda', { load: { runner: createRunner, trainer } });
  expect(await differenceTo(await train(device))).toBe(0);
  expect(device.said).toEqual(['The graphics card (CUDA) did a step that could not be compared with the processor\'s, which failed: std::bad_alloc. It went on on the processor.']);
});

test.each(['cuda', 'webgpu'] as const)('the %s of this machine trains as the processor does, or says why it does not', async (provider) => {
  const device = new ComputingDevice(provider), difference = await differenceTo(await train(device));
  if (device.isProcessor) {
    expect(difference).toBe(0);
    expect(device.said.at(-1)).toMatch(/It went on on the processor\.$/);
  } else expect(difference).toBeLessThan(1e-2);
});

test('a training step that does not load for want of memory is loaded for parts of the batch', async () => {
  const trainer = (options: TrainerOptions): Promise<Trainer> => (options.provider !== undefined && (options.parts ?? 1) < 4 ? Promise.reject(outOfMemory()) : createTrainer({ ...options, provider: undefined }));
  const device = new ComputingDevice('webgpu', { load: { runner: createRunner, trainer } });
  expect(await differenceTo(await train(device))).toBeLessThan(1e-4);
  expect(device).toMatchObject({ provider: 'webgpu', parts: 4, isCompared: true });
});

test('an operator that a card lacks is not helped by smaller parts', async () => {
  const device = card(() => ({ step: () => Promise.reject(new Error('Non-zero status code returned while running MaxPool node. The Indices output is not supported yet.')) }));
  expect(await differenceTo(await train(device))).toBe(0);
  expect(device.said).toEqual(['The graphics card (CUDA) failed: Non-zero status code returned while running MaxPool node. The Indices output is not supported yet. It went on on the processor.']);
});
