import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { relu } from '#main/training/graph/operators/activation.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { openStateFolder } from '../state/stateFolder.ts';
import { usualNetworkSet, type GraebelNetwork } from './graebelNetworks.ts';
import { graebelResult } from './graebelResult.ts';
import { quickProtocol, type GraebelSettings } from './graebelSettings.ts';
import { runNetworks } from './runNetworks.ts';

/** One small convolution and its mean: enough for cells that differ in colour. */
const small: GraebelNetwork = {
  name: 'resnet18', title: 'small', featureName: 'small', convolutions: 1,
  network: (classes) => (layers, input) => ({ logits: layers.linear(flatten(globalAveragePool(relu(layers.normalizedConvolution(input, 'only', { outputs: 8, kernel: 3, stride: 2 })))), 'head', classes) }),
};
const colours: Readonly<Record<string, readonly number[]>> = { MYB: [90, 60, 160], NGB: [200, 80, 90], NGS: [120, 190, 90] };
const cells: ExperimentCell[] = Object.entries(colours).flatMap(([label, colour]) => Array.from({ length: 18 }, (_, i) => ({
  name: `${label}/${i}`, sha256: '', label, group: `${label}${i}`, spanUm: 22,
  read: () => {
    const random = seededRandom(i, label.charCodeAt(2));
    return Promise.resolve({ widthPx: 24, heightPx: 24, rgb: new Uint8Array(3 * 24 * 24).map((_value, at) => Math.max(0, Math.min(255, colour[at % 3] + 25 * random.normal()))) });
  },
})));
const settings: GraebelSettings = {
  ...quickProtocol, experiments: ['neutrophilic'], splits: ['group'], features: [], classifiers: [], networks: ['resnet18'], seed: 1, quick: true, threads: 1,
  networkSets: 2, searchedFolds: 2, networkEpochs: 8, patience: 3, networkSidePx: 16,
};

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true }); });
async function run(folder: string, signal?: { readonly aborted: boolean }, starts = new Map<string, Map<string, Float32Array>>()) {
  return await runNetworks({ cells, settings, networks: [small], starts, state: await openStateFolder(folder, settings) }, { signal }, () => Promise.resolve());
}
const newFolder = () => folders[folders.push(mkdtempSync(path.join(tmpdir(), 'networks-'))) - 1];

it('learns what can be learnt, and goes on where it was stopped with the same answers', async () => {
  const undisturbed = await run(newFolder()), folder = newFolder();
  const [{ folds }] = undisturbed;
  expect(folds.flatMap(({ cells: tested }) => tested).sort((a, b) => a - b)).toEqual([...cells.keys()]);
  const right = folds.flatMap(({ calls, cells: tested }) => tested.map((cell, i) => calls[i] === Math.floor(cell / 18)));
  expect(right.filter(Boolean).length / right.length).toBeGreaterThan(0.9);
  // Sorted by labels: MYB, NGB, NGS. A choice between two sets has a score within.
  for (const { innerMScore, set } of folds) {
    expect(innerMScore).toBeLessThanOrEqual(0);
    expect(Object.keys(set)).toEqual(['learningRate', 'batch']);
  }
  // Stopped after so many looks at the signal, again and again, in the midst of searches and epochs.
  let stops = 0, outcome: typeof undisturbed | undefined;
  while (!outcome && stops < 60) {
    let looks = 0;
    const signal = { get aborted() { return ++looks > 60; } };
    outcome = await run(folder, signal).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'cancelled' });
      stops++;
      return undefined;
    });
  }
  expect(stops).toBeGreaterThan(2);
  expect(outcome).toEqual(undisturbed);
});

it('starts from parameters that are given', async () => {
  const starts = new Map([['resnet18', new Map([['only.weight', new Float32Array(8 * 27)]])]]);
  // Weights of nothing give every picture the same answer, until they have learnt otherwise: another run than one from chance.
  expect(await run(newFolder(), undefined, starts)).not.toEqual(await run(newFolder()));
});

it.each([[3, 2, 0], [6, 4, 4]])('of %i patients takes %i inner folds, none of them empty, and searches on %i', async (patients, inner, searched) => {
  const few = cells.map((cell, i) => ({ ...cell, group: `patient ${i % patients}` })), asked = { ...settings, innerFolds: 6, searchedFolds: 6, networkEpochs: 1 }, folder = newFolder();
  const state = await openStateFolder(folder, asked), [outcome] = await runNetworks({ cells: few, settings: asked, networks: [small], starts: new Map(), state }, {}, () => Promise.resolve());
  const trainings = readdirSync(folder).filter((name) => name.includes('inner')).map((name) => (state.get(name.replace('.json', '')) as number[]).length);
  // Three outer folds, two sets; each names somebody.
  expect(trainings).toHaveLength(3 * 2 * searched);
  expect(Math.min(1, ...trainings)).toBe(1);
  const { reductions } = graebelResult('few', few, asked, [outcome], new Map());
  expect(reductions).toContain(`Neutrophilic cells: five stages: ${inner} inner folds instead of 6, since there are no more groups to learn from.`);
  // Two folds are one to learn from and one to stop by: nothing is left to choose by.
  for (const { innerMScore, set } of outcome.folds) expect(searched ? innerMScore : set).toEqual(searched ? expect.any(Number) : usualNetworkSet);
  expect(reductions.filter((sentence) => sentence.includes('are not searched'))).toHaveLength(searched ? 0 : 1);
});

it('loses no training where what it was for could not be kept', async () => {
  const folder = newFolder(), state = await openStateFolder(folder, settings);
  const full = { ...state, put: () => Promise.reject(new MyeloscopeError('disk-full', 'The disk is full.')) };
  await expect(runNetworks({ cells, settings, networks: [small], starts: new Map(), state: full }, {}, () => Promise.resolve())).rejects.toMatchObject({ code: 'disk-full' });
  expect(readdirSync(folder).filter((name) => name.endsWith('.checkpoint'))).toHaveLength(1);
  await run(folder);
  expect(readdirSync(folder).filter((name) => name.endsWith('.checkpoint'))).toEqual([]);
});
