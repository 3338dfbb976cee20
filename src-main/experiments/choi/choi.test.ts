import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { relu } from '#main/training/graph/operators/activation.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { resultFiles } from '../figures/resultFiles.ts';
import { openStateFolder } from '../state/stateFolder.ts';
import { choiCells } from './choiCells.ts';
import { choiDataSets, eightForms, trainingViews } from './choiDataSets.ts';
import { choiResult } from './choiResult.ts';
import { choiQuick, choiRecipe, choiReductions, type ChoiSettings } from './choiSettings.ts';
import { dualStage } from './dualStage.ts';
import { invarianceOf } from './invariance.ts';
import { runChoi } from './runChoi.ts';
import { viewChoi } from './viewChoi.ts';

describe('training sets', () => {
  const truths = [...Array.from({ length: 5 }, () => 0), ...Array.from({ length: 400 }, () => 1)];
  const sizes = Object.fromEntries(choiDataSets.map((dataSet) => [dataSet.name, trainingViews(truths, dataSet, 1).length]));

  it('have the sizes of the paper for two classes', () => {
    expect(sizes).toEqual({ original: 405, augmented: 3240, oversampled300: 600, oversampled600: 1200, augmented300: 4800, augmented600: 9600 });
  });

  it('oversample by crops at other centres, each class alike, and never twice the same picture', () => {
    const views = trainingViews(truths, choiDataSets[4], 1);
    expect(views.filter(({ cell }) => truths[cell] === 0)).toHaveLength(2400);
    expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(views.length);
    for (const { placement: { shiftXPx, shiftYPx } } of views) expect(Math.max(Math.abs(shiftXPx), Math.abs(shiftYPx))).toBeLessThanOrEqual(8);
    expect(trainingViews(truths, choiDataSets[4], 1)).toEqual(views);
  });

  it('turn and mirror into eight', () => {
    expect(new Set(eightForms({ angle: 0, shiftXPx: 1, shiftYPx: 2 }).map(({ angle, mirrored }) => `${angle} ${String(mirrored)}`)).size).toBe(8);
  });
});

it('learns from few cells of a class where that is asked for, and tests on all the same', () => {
  const many = ['PMO', 'NGS'].flatMap((label) => Array.from({ length: 60 }, (_, i): ExperimentCell => ({ name: `${label}/${i}`, sha256: '', label, group: `${label}${i}`, spanUm: 22, read: () => Promise.reject(new Error('not read here')) })));
  const whole = choiCells(many, 'group', { mostCells: Infinity, invarianceCells: Infinity, seed: 1 }), few = choiCells(many, 'group', { mostCells: 12, invarianceCells: 5, seed: 1 });
  expect(whole.trained.length + whole.tested.length).toBe(120);
  expect(few.tested).toEqual(whole.tested);
  expect(whole.formed).toEqual([...whole.tested.keys()]);
  expect(few.formed).toHaveLength(5);
  expect(few.formed.every((place) => place < few.tested.length)).toBe(true);
  expect([0, 1].map((truth) => few.trained.filter((cell) => few.truths[cell] === truth).length)).toEqual([12, 12]);
  expect(few.trained.every((cell) => whole.trained.includes(cell))).toBe(true);
});

it('searches, where it is asked to, with networks that have learnt, in as many folds as there are groups', () => {
  expect(choiQuick.searchEpochs).toBeGreaterThan(0);
  const few = ['PMO', 'NGS'].flatMap((label) => Array.from({ length: 12 }, (_, i): ExperimentCell => ({ name: `${label}/${i}`, sha256: '', label, group: `patient ${i % 4}`, spanUm: 22, read: () => Promise.reject(new Error('not read here')) })));
  const { searchFolds } = choiCells(few, 'group', { mostCells: Infinity, invarianceCells: Infinity, seed: 1 });
  expect(searchFolds).toBe(3);
  expect(choiReductions({ ...settings, searched: 2 }, searchFolds)).toContain('The search has 3 folds instead of 5, since there are no more groups to learn from.');
  expect(choiReductions({ ...settings, searched: 0 }, searchFolds).join()).not.toContain('folds');
});

it('keeps cells of several groups where few are learnt from, and searches nothing where there is one', () => {
  const cells = ['PMO', 'NGS'].flatMap((label) => Array.from({ length: 201 }, (_, i): ExperimentCell => ({ name: `${label}/${i}`, sha256: '', label, group: i === 200 ? 'C' : i % 2 === 0 ? 'A' : 'B', spanUm: 22, read: () => Promise.reject(new Error('not read here')) })));
  for (let seed = 1; seed <= 20; seed++) expect(choiCells(cells, 'group', { mostCells: 12, invarianceCells: Infinity, seed }).searchFolds).toBe(2);
  expect(choiCells(cells, 'group', { mostCells: 1, invarianceCells: Infinity, seed: 1 }).searchFolds).toBe(1);
  expect(choiReductions({ ...settings, searched: 2 }, 1)).toContain('Rate, momentum and decays not searched, since the cells learnt from are of one group: usual ones.');
});

it('lets the second stage decide between its two classes alone', () => {
  expect(dualStage([0, 3, 4, 3, 4], [1, 1, 1, 0, 0], [3, 4])).toEqual([0, 4, 4, 3, 3]);
});

it('counts a cell as kept only where every form is named alike', () => {
  expect(invarianceOf([0, 1, 1, 0], [[0, 1, 1, 0], [0, 1, 0, 0]], [[1, 1, 1, 0]])).toEqual({ rotation: 0.75, shift: 0.75 });
});

/** One small convolution and its mean: enough for cells that differ in colour. */
const network = (classes: number): NetworkDescription => (layers, input) =>
  ({ logits: layers.linear(layers.dropout(flatten(globalAveragePool(relu(layers.normalizedConvolution(input, 'only', { outputs: 8, kernel: 3, stride: 2 })))), 'drop', 0.3), 'head', classes) });

/** Plain pictures, each class of a colour of its own, with noise. */
const colours: Readonly<Record<string, readonly number[]>> = { MYB: [90, 60, 160], NGB: [200, 80, 90], NGS: [120, 190, 90] };
const cells: ExperimentCell[] = Object.entries(colours).flatMap(([label, colour]) => Array.from({ length: 18 }, (_, i) => ({
  name: `${label}/${i}`, sha256: '', label, group: `${label}${i}`, spanUm: 22,
  read: () => {
    const random = seededRandom(i, label.charCodeAt(2));
    return Promise.resolve({ widthPx: 24, heightPx: 24, rgb: new Uint8Array(3 * 24 * 24).map((_value, at) => Math.max(0, Math.min(255, colour[at % 3] + 25 * random.normal()))) });
  },
})));
const settings: ChoiSettings = {
  ...choiQuick, dataSets: ['original', 'oversampled300'], epochs: 3, searched: 2, searchEpochs: 1, batch: 8, patch: { sidePx: 16, spanUm: 20 }, mostPerClass: 24, invarianceCells: 4, seed: 1, quick: true,
};

it('learns what can be learnt, goes on where it was stopped with the same answers, and takes further sets', async () => {
  const folders = [0, 1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'choi-')));
  const setsDone: number[] = [];
  try {
    const run = async (folder: string, signal?: { readonly aborted: boolean }, asked = settings) => runChoi({ cells, split: 'group', settings: asked, network, threads: 1, state: await openStateFolder(folder, choiRecipe(asked)) }, { signal }, ({ bySet }) => { setsDone.push(Object.keys(bySet).length); return Promise.resolve(); });
    const undisturbed = await run(folders[0]);
    expect(setsDone).toEqual([1, 2]);
    // Stopped after so many looks at the signal, again and again, in the midst of searches and epochs.
    let stops = 0, outcome: Awaited<ReturnType<typeof run>> | undefined;
    while (!outcome && stops < 40) {
      let looks = 0;
      const signal = { get aborted() { return ++looks > 90; } };
      outcome = await run(folders[1], signal).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'cancelled' });
        stops++;
        return undefined;
      });
    }
    expect(stops).toBeGreaterThan(2);
    expect(outcome).toEqual(undisturbed);
    await run(folders[2], undefined, { ...settings, dataSets: ['original'] });
    expect(await run(folders[2])).toEqual(undisturbed);
    const result = choiResult('coloured', cells, 'group', settings, undisturbed);
    expect(result.entries.map(({ name }) => name)).toEqual(['original', 'oversampled300', 'dualStage']);
    expect(result.entries.at(-1)!.figures.accuracy).toBeGreaterThan(0.9);
    expect(result.testedCells).toBe(9);
    expect(result.entries[1]).toMatchObject({ pictures: 72, publishedAccuracy: 65.62 });
    expect(result.entries[2].publishedAccuracy).toBeNull();
    for (const { name, text } of resultFiles(result, viewChoi(result))) expect(text, name).toContain('REDUCED RUN');
    expect(viewChoi(result).reductions.at(-1)).toMatch(/^Not done: augmented; oversampled to 600; /u);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
});
