import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { classifierMethods } from '../classifiers/classifierMethods.ts';
import { openStateFolder } from '../state/stateFolder.ts';
import { publishedProtocol, reductionsOf, type GraebelSettings } from './graebelSettings.ts';
import { runGraebel } from './runGraebel.ts';

const settings: GraebelSettings = { ...publishedProtocol, experiments: ['all'], splits: ['group'], features: ['hog'], classifiers: [], networks: [], threads: 1, seed: 1, quick: false };

it('says at once what support vector machines could not hold, and how many cells they could', async () => {
  const cells = ['NGS', 'LYT'].flatMap((label) => Array.from({ length: 4000 }, (_, i): ExperimentCell => ({
    name: `${label}/${i}`, label, group: `${label}${i}`, spanUm: 22, read: () => Promise.reject(new Error('a picture was read')),
  })));
  const directory = mkdtempSync(path.join(tmpdir(), 'rows-'));
  try {
    const run = runGraebel({ cells, settings, extractors: [], methods: classifierMethods, state: await openStateFolder(directory, settings) }, {}, () => Promise.resolve());
    // 8,000 cells, each with a copy, of which two thirds are learnt from.
    await expect(run).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('10667') as string, remedy: expect.stringContaining('--most-cells 3000') as string });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('names every way in which a run falls short, and none for the protocol itself', () => {
  expect(reductionsOf(settings)).toEqual([]);
  expect(reductionsOf({ ...settings, quick: true, sets: 8, innerFolds: 3, copies: 0, mostPerLabel: 60 })).toHaveLength(5);
  expect(reductionsOf({ ...settings, networks: ['resnet18'] })).toEqual(["ResNet-18 starts from nothing, the paper's from ImageNet."]);
  expect(reductionsOf({ ...settings, networks: ['resnet18'], weights: { network: 'resnet18', name: 'imagenet.onnx', sha256: '' } })).toEqual([]);
  expect(reductionsOf({ ...settings, features: [], sets: 8, copies: 0, networks: ['resnet18'], networkSets: 3, searchedFolds: 1, networkEpochs: 20, networkSidePx: 96 })).toHaveLength(5);
});
