import { expect, test } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { readCells } from '../cellPictures/readCells.ts';
import { isKept } from '../classifier/expertGain.ts';
import { int, ints } from '../graph/attributes.ts';
import type { OnnxModel } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';
import { fineTuningDefaults } from './fineTuningSettings.ts';
import { pairNetwork } from './pairNetwork.ts';
import { trainLocalExpert } from './trainLocalExpert.ts';

const classes = ['NGB', 'NGS', 'LYT'] as const;
const values = (...numbers: number[]) => Float32Array.from(numbers);

/** Tells lymphocytes by blue; takes every band for a segmented neutrophil, though it sees their green. */
const network: OnnxModel = {
  operatorSets: { '': 14 }, metadata: {},
  graph: {
    name: 'three', inputs: [{ name: 'pictures', elementType: 'float32', shape: ['n', 3, 96, 96] }], outputs: [{ name: 'logits', elementType: 'float32' }],
    constants: [{ name: 'scale', elementType: 'float32', shape: [3, 3, 1, 1], values: values(0.02, 0, 0, 0, 0.02, 0, 0, 0, 0.02) }, { name: 'weights', elementType: 'float32', shape: [3, 3], values: values(0, 0, -1, 0, 0, -1, 0, 0, 2) }, { name: 'offsets', elementType: 'float32', shape: [3], values: values(7, 8, 0) }],
    nodes: [
      { operator: 'Conv', domain: '', name: 'conv', inputs: ['pictures', 'scale'], outputs: ['colours'], attributes: { kernel_shape: ints([1, 1]) } },
      { operator: 'GlobalAveragePool', domain: '', name: 'mean', inputs: ['colours'], outputs: ['mean'], attributes: {} },
      { operator: 'Flatten', domain: '', name: 'flat', inputs: ['mean'], outputs: ['features'], attributes: { axis: int(1) } },
      { operator: 'Gemm', domain: '', name: 'head', inputs: ['features', 'weights', 'offsets'], outputs: ['logits'], attributes: { transB: int(1) } },
    ],
  },
};
const card = { kind: 'classifier', name: 'three', classes: [...classes], calibration: { temperature: 1, unknownBelow: 0.3, unfamiliarBelow: 0, familiarDistances: [], views: 1, on: 'a test' } } as unknown as ClassifierCard;

function picture(green: number, seed: number): RgbPicture {
  const random = seededRandom(seed, 3);
  return { widthPx: 60, heightPx: 60, rgb: Uint8Array.from({ length: 3 * 3600 }, (_, i) => (i % 3 === 1 ? green : 100) + random.between(-5, 5)) };
}
const cellsOf = (tells: boolean) => readCells(Array.from({ length: 40 }, (_, i) => {
  const label = classes[i % 2];
  return { name: `${i}`, origin: 'laboratory' as const, label, right: [label], group: `case ${i % 8}`, look: undefined, read: () => Promise.resolve({ picture: picture(tells ? (label === 'NGB' ? 150 : 70) : 100, i), spanUm: 22 }) };
}), () => Promise.reject(new Error('nothing is read from files')));
const settings = { ...fineTuningDefaults.head, steps: 150, learningRate: 5e-2, batch: 16, views: 2, seed: 4, threads: 1, augmentation: { ...fineTuningDefaults.head.augmentation, stain: 0, maskedBackground: 0 } };

test('a network of three classes as one of two shares out what they had', async () => {
  const pictures = await cellsOf(true), crops = pictures.cells.slice(0, 4).map((cell) => pictures.cropOf(cell));
  const [all, pair] = [await createRunner(writeOnnx(network)), await createRunner(writeOnnx(pairNetwork(network, classes, ['NGB', 'NGS'])))];
  const [whole, two] = [await networkOutputs(all, crops, 3, 1), await networkOutputs(pair, crops, 2, 1)];
  await Promise.all([all.release(), pair.release()]);
  whole.probabilities.forEach(([a, b], i) => { expect(two.probabilities[i][0]).toBeCloseTo(a / (a + b), 5); });
});

test('an expert mends what the classifier confuses, on cells that were left out', async () => {
  const { gain, tuned } = await trainLocalExpert({ base: { card, onnx: writeOnnx(network) }, classes: ['NGB', 'NGS'], areGroupsKnown: true, pictures: await cellsOf(true), settings });
  expect(gain).toMatchObject({ cells: 40, rightWithout: 20, spoilt: 0 });
  expect(gain.mended).toBeGreaterThan(15);
  expect(isKept(gain)).toBe(true);
  expect(tuned.folds.by).toBe('group');
});

test('an expert that has nothing to go by is not kept, and an unknown class is refused', async () => {
  const { gain } = await trainLocalExpert({ base: { card, onnx: writeOnnx(network) }, classes: ['NGB', 'NGS'], areGroupsKnown: true, pictures: await cellsOf(false), settings });
  expect(isKept(gain)).toBe(false);
  await expect(trainLocalExpert({ base: { card, onnx: writeOnnx(network) }, classes: ['NGB', 'EBO'], areGroupsKnown: true, pictures: await cellsOf(false), settings })).rejects.toMatchObject({ code: 'bad-input' });
});
