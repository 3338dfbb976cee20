import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import type { ClassifierMethod, TableSplit } from '../classifiers/classifierMethod.ts';
import { classifierMethods } from '../classifiers/classifierMethods.ts';
import { randomForest } from '../classifiers/randomForest.ts';
import type { FeatureExtractor } from '../features/featureExtractor.ts';
import { openStateFolder } from '../state/stateFolder.ts';
import { publishedProtocol, reductionsOf, type GraebelSettings } from './graebelSettings.ts';
import { runGraebel } from './runGraebel.ts';

const settings: GraebelSettings = { ...publishedProtocol, experiments: ['all'], splits: ['group'], features: ['hog'], classifiers: [], networks: [], threads: 1, seed: 1, quick: false };

let directory = '';
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'graebel-')); });
afterEach(() => { rmSync(directory, { recursive: true }); });

const cellsOf = (label: string, count: number, groups = count) => Array.from({ length: count }, (_, i): ExperimentCell => ({
  name: `${label}/${i}`, sha256: '', label, group: `${label}${i % groups}`, spanUm: 22, read: () => Promise.reject(new Error('a picture was read')),
}));

it.each([
  // 8,000 cells, each with a copy, of which two thirds are learnt from.
  ['support vector machines', classifierMethods, 4000, '10667', '--most-cells 3000,'],
  // Trees rank every row, those to be named and their copies too.
  ['trees', [randomForest], 20_000, '80000', '--most-cells 16383,'],
])('says at once what %s could not hold, and how many cells they could', async (_, methods, perLabel, rows, remedy) => {
  const run = runGraebel({ cells: ['NGS', 'LYT'].flatMap((label) => cellsOf(label, perLabel)), settings, extractors: [], methods, state: await openStateFolder(directory, settings) }, {}, () => Promise.resolve());
  await expect(run).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(rows) as string, remedy: expect.stringContaining(remedy) as string });
});

it('deals into no more inner folds than there are groups, so that each has cells to learn from and to choose by', async () => {
  const splits: TableSplit[] = [];
  const method: ClassifierMethod = {
    name: 'first', title: 'First', mostRows: { of: 'table', rows: 1000 }, draw: () => ({}), sharedBy: () => '',
    prepare: () => Promise.resolve({ predict: (split, sets) => { splits.push(split); return sets.map(() => new Int32Array(split.test.length)); } }),
  };
  const extractor: FeatureExtractor = { name: 'one', title: 'One', extract: (pictures) => Promise.resolve(pictures.map(() => Float32Array.of(1))), release: () => Promise.resolve() };
  const black = () => Promise.resolve({ widthPx: 2, heightPx: 2, rgb: new Uint8Array(12) });
  const cells = ['NGS', 'LYT'].flatMap((label) => cellsOf(label, 12, 6).map((cell, i) => ({ ...cell, group: `patient ${i % 6}`, read: black }))), progress: Progress[] = [];
  await runGraebel({ cells, settings: { ...settings, copies: 0, sets: 2 }, extractors: [extractor], methods: [method], state: await openStateFolder(directory, settings) }, { report: (shown) => { progress.push(shown); } }, () => Promise.resolve());
  // Two patients are named, four are left to learn from: four inner folds and the last, three times.
  expect(splits).toHaveLength(15);
  expect(splits.map(({ test, train }) => Math.min(test.length, train.length)).every((least) => least > 0)).toBe(true);
  expect(progress.at(-1)!.done).toBe(progress.at(-1)!.total);
});

it('names every way in which a run falls short, and none for the protocol itself', () => {
  expect(reductionsOf(settings)).toEqual([]);
  expect(reductionsOf({ ...settings, quick: true, sets: 8, innerFolds: 3, copies: 0, mostPerLabel: 60 })).toHaveLength(5);
  expect(reductionsOf({ ...settings, networks: ['resnet18'] })).toEqual(["ResNet-18 starts from nothing, the paper's from ImageNet."]);
  expect(reductionsOf({ ...settings, networks: ['resnet18'], weights: { network: 'resnet18', name: 'imagenet.onnx', sha256: '' } })).toEqual([]);
  expect(reductionsOf({ ...settings, features: [], sets: 8, copies: 0, networks: ['resnet18'], networkSets: 3, searchedFolds: 1, networkEpochs: 20, networkSidePx: 96 })).toHaveLength(5);
});
