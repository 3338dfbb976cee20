import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import { readCells } from '../cellPictures/readCells.ts';
import { cellNetwork } from '../classifier/cellNetwork.ts';
import { exportClassifier } from '../classifier/exportClassifier.ts';
import { statisticsOf } from '../classifier/judgeCells.ts';
import { ComputingDevice } from '../device/computingDevice.ts';
import { Graph } from '../graph/graph.ts';
import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import { exportTrainableModel } from '../layers/exportTrainableModel.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { residualBlock } from '../networks/blocks.ts';
import { firstParameters } from '../networks/buildableNetworks.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { readOnnx } from '../onnx/read.ts';
import { fineTuneClassifier } from './fineTuneClassifier.ts';
import { fineTuningDefaults } from './fineTuningSettings.ts';
import { trainLocalExpert } from './trainLocalExpert.ts';

const classes = ['NGS', 'LYT', 'MON'] as const;
const folder = mkdtempSync(path.join(tmpdir(), 'fine-tuning-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** A dark disc on a light ground: its size is its class, its colour is its laboratory. */
function disc(radiusPx: number, colour: readonly number[], seed: number): RgbPicture {
  const random = seededRandom(seed, 7), side = 100, rgb = new Uint8Array(3 * side * side);
  for (let at = 0; at < side * side; at++) {
    const inside = Math.hypot((at % side) - 50, Math.floor(at / side) - 50) < radiusPx;
    for (let channel = 0; channel < 3; channel++) rgb[3 * at + channel] = (inside ? colour[channel] : 230) + random.between(-12, 12);
  }
  return { widthPx: side, heightPx: side, rgb };
}

const cellsOf = (colour: readonly number[], count: number, first: number, small: 'NGS' | 'LYT' = 'NGS', spanUm = 22): Promise<TrainingCells> => readCells(Array.from({ length: count }, (_, i) => {
  const label = classes[i % 2];
  return { name: `${first + i}`, origin: 'laboratory' as const, label, right: [label], group: `case ${i % 6}`, look: undefined, read: () => Promise.resolve({ picture: disc(label === small ? 16 : 34, colour, first + i), spanUm }) };
}), () => Promise.reject(new Error('nothing is read from files')));

let base: { card: ClassifierCard; onnx: Uint8Array }, known: TrainingCells, laboratory: TrainingCells;
const settings = { ...fineTuningDefaults.head, steps: 100, learningRate: 1e-2, batch: 16, views: 3, seed: 4, threads: 1 };

beforeAll(async () => {
  known = await cellsOf([70, 30, 120], 24, 0);
  laboratory = await cellsOf([40, 130, 150], 24, 500);
  const graph = new Graph();
  cellNetwork(classes.length)(trainingLayers(graph, { seed: 5 }), graph.input('pictures', [1, 3, 96, 96]));
  const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
  const onnx = exportClassifier(classes.length, [{ parameters, statistics: await statisticsOf(parameters, classes, known, known.cells, 1) }]);
  const calibration = { temperature: 1.2, unknownBelow: 0.5, unfamiliarBelow: 0.03, familiarDistances: Array.from({ length: 101 }, (_, i) => i), views: 4 as const, on: 'a test' };
  base = { onnx, card: { kind: 'classifier', classes: [...classes], calibration } as unknown as ClassifierCard };
}, 120_000);

async function saidOf(onnx: Uint8Array, { cells, cropOf }: TrainingCells) {
  const runner = await createRunner(onnx, { threads: 1 });
  const { probabilities } = await networkOutputs(runner, cells.map(cropOf), classes.length, 4);
  await runner.release();
  return probabilities.map((of, i) => ({ of, right: cells[i].right.includes(classes[of.indexOf(Math.max(...of))]) }));
}

test('what the laboratory teaches is learnt, on cells left out too, and what was known before is answered as before', { timeout: 240_000 }, async () => {
  const { onnx, calibration, judged, folds } = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings });
  expect(folds).toEqual({ count: 4, by: 'group' });
  expect((await saidOf(base.onnx, laboratory)).filter(({ right }) => right).length).toBeLessThan(20);
  expect((await saidOf(onnx, await cellsOf([40, 130, 150], 12, 900))).every(({ right }) => right)).toBe(true);
  expect(judged.filter(({ right, probabilities }) => right.includes(classes[probabilities.indexOf(Math.max(...probabilities))]))).toHaveLength(24);
  expect(calibration.temperature).toBe(1.2);
  expect(calibration.unknownBelow).toBeGreaterThanOrEqual(0.5);
  const [before, after] = [await saidOf(base.onnx, known), await saidOf(onnx, known)];
  // The gate keeps the new part out of what it does not know; without it the answers would move by tenths.
  after.forEach(({ of }, i) => { of.forEach((value, c) => { expect(Math.abs(value - before[i].of[c])).toBeLessThan(0.06); }); });
});

test('a classifier that was trained further is trained further again: what each round taught stays, under names of its own', { timeout: 480_000 }, async () => {
  const first = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings });
  // In the second stain the small ones are the lymphocytes.
  const yellow = (count: number, from: number) => cellsOf([190, 150, 40], count, from, 'LYT');
  const second = await fineTuneClassifier({ base: { card: { ...base.card, calibration: first.calibration }, onnx: first.onnx }, areGroupsKnown: true, pictures: await yellow(24, 1500), settings });
  expect((await saidOf(first.onnx, await yellow(12, 1900))).filter(({ right }) => right).length).toBeLessThan(4);
  expect((await saidOf(second.onnx, await yellow(12, 1900))).every(({ right }) => right)).toBe(true);
  const [before, after] = [await saidOf(first.onnx, known), await saidOf(second.onnx, known)];
  after.forEach(({ of }, i) => { of.forEach((value, c) => { expect(Math.abs(value - before[i].of[c])).toBeLessThan(0.06); }); });
  expect((await saidOf(second.onnx, await cellsOf([40, 130, 150], 12, 900))).every(({ right }) => right)).toBe(true);

  // A local expert starts from the newest branch as well.
  const { gain } = await trainLocalExpert({ base: { card: base.card, onnx: second.onnx }, classes: ['NGS', 'LYT'], areGroupsKnown: true, pictures: await cellsOf([40, 130, 150], 24, 2500, 'LYT'), settings });
  expect(gain.rightWithout).toBeLessThan(4);
  expect(gain.rightWith).toBeGreaterThan(20);

  // Deeper parts too: their features are no longer those that the gate looks at.
  const deep = { ...settings, ...fineTuningDefaults.lastStage, steps: 3, batch: 8, views: 1 };
  const third = await fineTuneClassifier({ base: { ...base, onnx: second.onnx }, areGroupsKnown: true, pictures: laboratory, settings: deep });
  const fourth = await fineTuneClassifier({ base: { ...base, onnx: third.onnx }, areGroupsKnown: true, pictures: laboratory, settings: { ...settings, steps: 3 } });
  const rounds = [base, first, second, third, fourth].map(({ onnx }) => readOnnx(onnx).graph);
  for (const { nodes, constants } of rounds) {
    const names = [...nodes.flatMap(({ outputs }) => outputs), ...constants.map(({ name }) => name)];
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  }
  // Each round trains one layer, its own: no gate, and no layer of a round before.
  const madeIn = (round: number) => rounds[round].constants.map(({ name }) => name).filter((name) => !rounds[round - 1].constants.some((old) => old.name === name)).length;
  expect([madeIn(2), madeIn(4)]).toEqual([madeIn(1), madeIn(1)]);
  for (const [round, graph] of rounds.entries()) expect(graph.constants.filter(({ name }) => name.endsWith('gateBias'))).toHaveLength(round);
});

test('a training that was stopped goes on, with the same result', { timeout: 240_000 }, async () => {
  const few = { ...settings, steps: 55 }, stop = new AbortController();
  const whole = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few });
  const stopped = fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few, workDirectory: folder }, { signal: stop.signal, report: ({ stage, done }) => { if (/without part 2/.test(stage) && done === 52) stop.abort(); } });
  await expect(stopped).rejects.toThrow('Stopped on request.');
  const resumed = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few, workDirectory: folder });
  expect(Buffer.from(resumed.onnx).equals(Buffer.from(whole.onnx))).toBe(true);
  // Neither the same files as cells of another width, nor another classifier, nor other settings go on from the same folder.
  const goOn = (more: Partial<Parameters<typeof fineTuneClassifier>[0]>) => fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few, workDirectory: folder, ...more });
  await expect(goOn({ pictures: await cellsOf([40, 130, 150], 24, 500, 'NGS', 30) })).rejects.toThrow(/belongs to another training/);
  await expect(goOn({ base: { ...base, onnx: whole.onnx } })).rejects.toThrow(/belongs to another training/);
  await expect(fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: { ...few, learningRate: 2e-3 }, workDirectory: folder })).rejects.toThrow(/belongs to another training/);
});

test('the last stage can be trained too; too few cells or classes are refused', { timeout: 240_000 }, async () => {
  const { onnx } = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: { ...settings, ...fineTuningDefaults.lastStage, steps: 20, learningRate: 2e-3, batch: 16, views: 1 } });
  expect((await saidOf(onnx, laboratory)).filter(({ right }) => right).length).toBeGreaterThan(20);
  const work = path.join(folder, 'never begun');
  await expect(fineTuneClassifier({ base, areGroupsKnown: true, pictures: { ...laboratory, cells: laboratory.cells.slice(0, 6) }, settings, workDirectory: work })).rejects.toThrow(/too few/);
  expect(existsSync(work)).toBe(false);
  await expect(fineTuneClassifier({ base, areGroupsKnown: true, pictures: { ...laboratory, cells: laboratory.cells.filter(({ label }) => label === 'NGS') }, settings })).rejects.toThrow(/cells of 1 class are too few/);
});

test('a network that was built here learns from nothing, statistics and all, as well where its training is interrupted', { timeout: 240_000 }, async () => {
  const network: NetworkDescription = (layers, input) => {
    const x = relu(layers.normalizedConvolution(input, 'stem', { outputs: 8, kernel: 5, stride: 4 }));
    return { scores: layers.linear(flatten(globalAveragePool(residualBlock(layers, x, 'block', { outputs: 16, stride: 2 }))), 'head', classes.length) };
  };
  const encoding = { inputName: 'pictures', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [0.65, 0.65, 0.65], deviation: [0.25, 0.25, 0.25], answer: 'logits', outputs: [...classes], names: [] } as const;
  const uncalibrated = { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: 4, on: 'nothing', uncalibrated: true } as const;
  const fresh = { onnx: exportTrainableModel({ network, parameters: firstParameters(network, 96, 2), inputName: 'pictures', inputShape: [3, 96, 96] }), card: { kind: 'classifier', name: 'fresh', classes: [...classes], untrained: 'network', encoding, calibration: uncalibrated } as unknown as ClassifierCard };
  const all = { ...settings, ...fineTuningDefaults.all, steps: 60, learningRate: 1e-2, batch: 16, views: 3 }, work = path.join(folder, 'fresh'), stop = new AbortController();
  await expect(fineTuneClassifier({ base: fresh, areGroupsKnown: true, pictures: laboratory, settings })).rejects.toThrow('fresh is untrained: its last layers have nothing to stand on.');
  const { onnx, judged, calibration } = await fineTuneClassifier({ base: fresh, areGroupsKnown: true, pictures: laboratory, settings: all });
  expect(judged.filter(({ right, probabilities }) => right.includes(classes[probabilities.indexOf(Math.max(...probabilities))])).length).toBeGreaterThan(20);
  expect((await saidOf(onnx, await cellsOf([40, 130, 150], 12, 900))).filter(({ right }) => right).length).toBeGreaterThan(10);
  expect(calibration.uncalibrated).toBe(true);
  // What it said before is not carried along: three convolutions and the shortcut, and that of the form.
  expect(readOnnx(onnx).graph.nodes.filter(({ operator }) => operator === 'Conv')).toHaveLength(5);

  const stopped = fineTuneClassifier({ base: fresh, areGroupsKnown: true, pictures: laboratory, settings: all, workDirectory: work }, { signal: stop.signal, report: ({ stage, done }) => { if (/without part 2/.test(stage) && done === 52) stop.abort(); } });
  await expect(stopped).rejects.toThrow('Stopped on request.');
  const resumed = await fineTuneClassifier({ base: fresh, areGroupsKnown: true, pictures: laboratory, settings: all, workDirectory: work });
  expect(Buffer.from(resumed.onnx).equals(Buffer.from(onnx))).toBe(true);

  // In parts on a card the statistics are of parts: nearly the same is learnt.
  const device = new ComputingDevice('cuda', {
    load: {
      runner: (model, options) => createRunner(model, { ...options, provider: 'cpu' }),
      trainer: ({ provider, ...options }) => (provider !== undefined && options.parts === 1 ? Promise.reject(new Error('out of memory')) : createTrainer(options)),
    },
  });
  const inParts = await fineTuneClassifier({ base: fresh, areGroupsKnown: true, pictures: laboratory, settings: all, device });
  expect(device).toMatchObject({ parts: 2, provider: 'cuda' });
  expect(inParts.judged.filter(({ right, probabilities }) => right.includes(classes[probabilities.indexOf(Math.max(...probabilities))])).length).toBeGreaterThan(20);
});

test('a classifier that was never calibrated stays so where it is not known whose the cells are', { timeout: 120_000 }, async () => {
  const network: NetworkDescription = (layers, input) => ({ scores: layers.linear(flatten(globalAveragePool(relu(layers.normalizedConvolution(input, 'stem', { outputs: 4, kernel: 5, stride: 4 })))), 'head', classes.length) });
  const encoding = { inputName: 'pictures', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [0.65, 0.65, 0.65], deviation: [0.25, 0.25, 0.25], answer: 'logits', outputs: [...classes], names: [] } as const;
  const uncalibrated = { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: 1, on: 'nothing', uncalibrated: true } as const;
  const strange = { onnx: exportTrainableModel({ network, parameters: firstParameters(network, 96, 2), inputName: 'pictures', inputShape: [3, 96, 96] }), card: { kind: 'classifier', name: 'strange', classes: [...classes], encoding, calibration: uncalibrated } as unknown as ClassifierCard };
  const pictures = await cellsOf([40, 130, 150], 52, 500);
  const tune = (areGroupsKnown: boolean) => fineTuneClassifier({ base: strange, pictures, areGroupsKnown, settings: { ...settings, steps: 2, views: 1 } });
  const [known, unknown] = [await tune(true), await tune(false)];
  expect([known.folds.by, known.calibration.uncalibrated]).toEqual(['group', undefined]);
  expect([unknown.folds.by, unknown.calibration]).toEqual(['cell', uncalibrated]);
});

test('on a card whose memory runs out the training is the same, and says that it ended on the processor', { timeout: 240_000 }, async () => {
  const few = { ...settings, steps: 12 }, stages = new Set<string>();
  const whole = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few });
  let runs = 0;
  const device = new ComputingDevice('cuda', {
    load: {
      runner: (model, options) => createRunner(model, { ...options, provider: 'cpu' }),
      // The first parts are trained on the card; from the third on its memory is taken by others.
      trainer: async ({ provider, ...options }) => { if (provider !== undefined && ++runs > 2) throw new Error('CUDA failure 2: out of memory'); return createTrainer(options); },
    },
  });
  const given = await fineTuneClassifier({ base, areGroupsKnown: true, pictures: laboratory, settings: few, device }, { report: ({ stage }) => { stages.add(stage.replace(/loss [\d.]+/, 'loss')); } });
  expect(Buffer.from(given.onnx).equals(Buffer.from(whole.onnx))).toBe(true);
  expect(whole).not.toHaveProperty('computedOn');
  expect(given.computedOn).toBe('The graphics card (CUDA) could not train 16 cells at once: CUDA failure 2: out of memory. It went on with 8 at once. The graphics card (CUDA) could not train 8 cells at once: CUDA failure 2: out of memory. It went on on the processor. At the end it computed on the processor.');
  expect([...stages]).toEqual(expect.arrayContaining(['Looking at the cells; on the graphics card (CUDA)', 'Training: without part 1 of 4, loss; on the graphics card (CUDA)', 'Training: all cells, loss; on the processor instead of the graphics card']));
});
