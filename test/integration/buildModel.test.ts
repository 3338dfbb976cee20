// Published networks as a laboratory's own models: built, refused as they are, trained, judged, promoted.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writePretrained } from '../fixtures/networks/writePretrained.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'build-model-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const myeloscope = (...words: string[]) => runMyeloscope([...words, '--library', at('library')], { dataHome: at('data') });
const cardOf = (name: string) => JSON.parse(readFileSync(at('library', 'models', `${name}.card.json`), 'utf8')) as ClassifierCard;

beforeAll(async () => {
  const table = ['file,patient'];
  for (const code of ['NGS', 'LYT'] as const) {
    mkdirSync(at('cells', code), { recursive: true });
    for (let i = 0; i < 20; i++) {
      const { rgb, widthPx, heightPx } = drawCellPicture({ code, look: randomLook(5), seed: 300 + i, widthPx: 64, widthUm: 22 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(at('cells', code, `${i}.png`));
      table.push(`${code}/${i}.png,patient ${i % 10}`);
    }
  }
  writeFileSync(at('patients.csv'), `${table.join('\n')}\n`);
});

const tune = (base: string, name: string, ...more: string[]) => myeloscope('train', 'fine-tune', at('cells'), '--span-um', '22', '--groups', `${at('patients.csv')}:patient`, '--base', base, '--name', name, '--threads', '2', '--provider', 'cpu', ...more);

it('builds an untrained network, which is refused as it is, trained in all its layers, and then promoted', async () => {
  const built = await myeloscope('models', 'build', '--network', 'resnet18', '--classes', 'ngs,LYT,MON', '--name', 'fresh', '--side-px', '32', '--seed', '3', '--json');
  expect(built).toMatchObject({ code: 0, errors: '' });
  const card = JSON.parse(built.out) as ClassifierCard;
  expect(card).toMatchObject({ name: 'fresh', untrained: 'network', classes: ['NGS', 'LYT', 'MON'], input: { widthPx: 32, widthUm: 22 }, calibration: { uncalibrated: true }, training: { seed: 3, command: 'models build', pictures: [] } });
  expect(card.summary).toBe('ResNet-18 (He et al. 2016), untrained.');
  expect(card.doubts[0]).toContain('it has learnt nothing');
  // The same weights for other classes are another model, and told from it.
  expect(await myeloscope('models', 'build', '--network', 'resnet18', '--classes', 'EBP,EBO,MON', '--name', 'sister', '--side-px', '32', '--seed', '3')).toMatchObject({ code: 0 });
  expect(cardOf('sister').sha256).not.toBe(card.sha256);
  expect((await myeloscope('models', 'verify')).out).toMatch(/fresh 1: good[^]*sister 1: good/);

  const promote = (name: string) => myeloscope('models', 'promote', name, '--by', 'Dr A', '--reason', 'Our own');
  expect(await promote('fresh')).toMatchObject({ code: expect.any(Number) as number, errors: expect.stringContaining('fresh is untrained: it names cells by chance, and can\'t be promoted.') as string });
  expect((await tune('fresh', 'heads', '--part', 'head')).errors).toContain('fresh is untrained: its last layers have nothing to stand on.');

  // A few steps: that more of them teach it is shown with a smaller network.
  const trained = await tune('fresh', 'learnt', '--part', 'all', '--steps', '4', '--learning-rate', '0.002', '--json');
  expect(trained).toMatchObject({ code: 0, errors: '' });
  const { judgement, trainedCells, card: learnt } = JSON.parse(trained.out) as { judgement: { verdict: string; why: string }; trainedCells: number; card: ClassifierCard };
  expect(judgement).toMatchObject({ verdict: 'cannotJudge', why: expect.stringContaining('fresh, from which it was trained, had learnt nothing') as string });
  expect(judgement).not.toHaveProperty('agreement');
  expect(learnt).toMatchObject({ name: 'learnt', basedOn: { name: 'fresh' }, classes: card.classes });
  expect(learnt).not.toHaveProperty('untrained');
  expect(learnt.doubts.join()).not.toContain('it has learnt nothing');
  expect(learnt.figures.find(({ name }) => name === 'accuracy')).toMatchObject({ count: trainedCells });

  // What it answered before is not carried along, and its statistics were learnt with it.
  const read = (name: string) => readOnnx(readFileSync(at('library', 'models', `${name}.onnx`))).graph;
  const [before, after] = [read('fresh'), read('learnt')];
  const values = (graph: typeof before, name: string) => Float32Array.from(graph.constants.find((tensor) => tensor.name === name)!.values);
  expect(after.constants.filter(({ shape }) => shape.length === 4)).toHaveLength(20 + 1);
  for (const name of ['stem.weight', 'stem.gamma', 'stem.runningMean', 'stage4.block2.second.runningVariance', 'head.bias']) expect(values(after, `laboratory:${name}`), name).not.toEqual(values(before, name));

  const promoted = await promote('learnt');
  expect(promoted.out).toContain('From now on learnt 1 names cells');
}, 600_000);

it('takes the weights of a network that was pre-trained elsewhere, all but the head', async () => {
  writeFileSync(at('pretrained.onnx'), writePretrained(resNet18(4), 64, 3));
  const built = await myeloscope('models', 'build', '--network', 'resnet18', '--classes', 'NGS,LYT', '--name', 'carried', '--side-px', '32', '--weights', at('pretrained.onnx'));
  expect(built).toMatchObject({ code: 0, errors: '' });
  expect(built.out).toContain('pre-trained elsewhere, head untrained');
  expect(cardOf('carried')).toMatchObject({ untrained: 'head', encoding: { mean: [0.485, 0.456, 0.406] }, training: { pictures: [{ name: expect.stringMatching(/^weights of pretrained\.onnx \(SHA-256 [0-9a-f]{64}\)$/) as string }] } });
  expect((await myeloscope('models', 'promote', 'carried', '--by', 'Dr A', '--reason', 'Our own')).errors).toContain('carried is untrained');
  // On weights that know pictures the head alone can be trained.
  expect(await tune('carried', 'headed', '--part', 'head', '--steps', '20')).toMatchObject({ code: 0, errors: '' });
  expect(cardOf('headed').doubts.join()).not.toContain('trained elsewhere');
}, 600_000);

it('builds the network of Choi, and says what is wrong with a side, a class, a name, weights of another network', async () => {
  const build = (...words: string[]) => myeloscope('models', 'build', '--classes', 'NGS,LYT', ...words);
  expect(await build('--network', 'vgg', '--name', 'choi')).toMatchObject({ code: 0, errors: '', out: expect.stringContaining('Its paper trains it with dropout; here it is trained without.') as string });
  const runner = await createRunner(at('library', 'models', 'choi.onnx'), { threads: 1 });
  const { scores } = await runner.run({ pictures: { data: new Float32Array(2 * 3 * 96 * 96).fill(0.3), shape: [2, 3, 96, 96] } });
  expect(scores.shape).toEqual([2, 2]);
  expect(scores.data.every(Number.isFinite)).toBe(true);
  await runner.release();
  expect((await build('--network', 'vgg', '--name', 'choi')).errors).toContain('There is a model called choi already.');
  expect((await build('--network', 'vgg', '--name', 'other', '--side-px', '100')).errors).toContain('can\'t be halved 5 times');
  expect((await build('--network', 'vgg', '--name', 'other', '--side-px', '288')).errors).toContain('Pictures of 288 pixels are too large for the VGG-like network');
  expect((await build('--network', 'resnet18', '--name', 'other', '--classes', 'NGS,UNK')).errors).toContain('--classes');
  writeFileSync(at('other.onnx'), writePretrained((layers, input) => ({ logits: layers.normalizedConvolution(input, 'only', { outputs: 2, kernel: 1 }) }), 64, 3));
  expect((await build('--network', 'resnet18', '--name', 'other', '--weights', at('other.onnx'))).errors).toContain(`The weights of ${at('other.onnx')} can't be taken over. The model has 1 convolutions instead of 20.`);
  expect((await build('--network', 'resnet18', '--name', 'other', '--weights', at('none.onnx'))).errors).toContain('none.onnx is not there.');
  writeFileSync(at('nothing.onnx'), 'This is no network.');
  const nothing = (await build('--network', 'resnet18', '--name', 'other', '--weights', at('nothing.onnx'))).errors;
  for (const said of ['not an ONNX model', `The weights of ${at('nothing.onnx')} can't be taken over.`, 'Nothing was built.']) expect(nothing).toContain(said);
  expect((await build('--network', 'resnet18', '--name', 'other', '--weights', directory)).errors).toContain(`${directory} is a folder, and no ONNX file.`);
}, 300_000);
