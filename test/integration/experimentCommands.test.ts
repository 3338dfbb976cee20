import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import type { ShownExperiment } from '#shared/contract/experimentCommands.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { stainLooks } from '#main/synthetic/stainLooks.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import type { Workstation } from '#main/service/workstation/openWorkstation.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';

const patience = 120_000;
let directory: string, cells: string, libraryDirectory: string;
let workstation: Workstation | undefined;

/** Drawn cells of three stages, and a table that puts them into nine patients. */
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'experiments-'));
  cells = path.join(directory, 'own cells');
  libraryDirectory = path.join(directory, 'library');
  const rows = ['file,patient,width_um'];
  for (const code of ['PMO', 'MMZ', 'NGS'] as const) {
    mkdirSync(path.join(cells, code), { recursive: true });
    for (let i = 0; i < 9; i++) {
      const { heightPx, rgb, widthPx } = drawCellPicture({ code, look: stainLooks[0], seed: 10 + i, widthPx: 60, widthUm: 22 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(path.join(cells, code, `${i}.png`));
      rows.push(`${code}/${i}.png,${i},22`);
    }
  }
  writeFileSync(path.join(cells, 'cells.csv'), rows.join('\n'));
});
afterEach(async () => { await workstation?.close(); workstation = undefined; });
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A service whose workers are those of the product. */
function open(): void {
  const fork = forkWithNode();
  workstation = openWorkstation({
    libraryDirectory, withDrawings: false, findModels: () => Promise.reject(new Error('nothing is counted here')),
    startWorker: (entry, order) => {
      const worker = fork({ name: entry, entry: path.join(import.meta.dirname, `../../src-main/workers/${entry}Process.ts`) });
      worker.send(order);
      return worker;
    },
  });
}
const call = async <Result = unknown>(name: string, given: unknown = {}): Promise<Result> => await workstation!.call(name, given, { signal: new AbortController().signal, report: () => undefined }) as Result;
const shown = async (name: string): Promise<ShownExperiment | undefined> => (await call<{ experiments: ShownExperiment[] }>('experiments.list')).experiments.find((one) => one.name === name);
const order = () => ({ protocol: 'graebel', extent: 'quick', directory: cells, spanUm: 22, groups: { file: path.join(cells, 'cells.csv'), column: 'patient' } });

it('tells what a folder holds before anything is run on it', async () => {
  open();
  expect(await call('experiments.folder', { directory: cells })).toEqual({
    classes: [{ code: 'PMO', cells: 9 }, { code: 'MMZ', cells: 9 }, { code: 'NGS', cells: 9 }],
    tables: [{ file: path.join(cells, 'cells.csv'), name: 'cells.csv', columns: ['file', 'patient', 'width_um'] }], widthUm: 22,
  });
  await expect(call('experiments.folder', { directory: path.join(directory, 'none') })).rejects.toMatchObject({ code: 'not-found' });
  await expect(call('experiments.start', { order: { ...order(), directory } })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('own cells') as string });
  await expect(call('experiments.start', { order: { ...order(), spanUm: 28 } })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('22 µm wide') as string });
  const other = path.join(directory, 'other.csv');
  writeFileSync(other, 'file,patient\nBLA/1.png,P1\n');
  await expect(call('experiments.start', { order: { ...order(), groups: { file: other, column: 'patient' } } })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('names none of the pictures') as string });
  expect(await call('experiments.list')).toEqual({ experiments: [] });
});

it('is stopped, goes on after the program was closed, and shows the result with the published figures beside', async () => {
  open();
  const { name } = await call<{ name: string }>('experiments.start', { order: order() });
  expect(name).toBe('graebel-own-cells');
  await expect.poll(async () => (await shown(name))?.done, { timeout: patience }).toBeGreaterThan(0);
  await call('experiments.stop', { name });
  const stopped = await shown(name);
  expect(stopped).toMatchObject({ state: 'cancelled', order: { extent: 'quick' } });
  await call('experiments.goOn', { name });
  await expect.poll(async () => (await shown(name))?.state).toBe('running');
  await workstation!.close();
  open();
  await expect.poll(async () => (await shown(name))?.state, { timeout: patience }).toBe('done');

  const { resultAt: writtenAt } = (await shown(name))!;
  const result = await call<{ title: string; reductions: string[]; tables: { title: string; rows: { cells: string[]; isPublished: boolean }[] }[]; plots: { svg: string }[] }>('experiments.result', { name, writtenAt });
  expect(result.title).toContain('Graebel');
  expect(result.reductions[0]).toContain('REDUCED SEARCH');
  // Five features with four classifiers, and the paper's own row.
  expect(result.tables.map(({ rows }) => rows.map(({ isPublished }) => isPublished).filter(Boolean).length)).toEqual([1, 0]);
  expect(result.tables[0].rows).toHaveLength(21);
  expect(result.plots.every(({ svg }) => svg.startsWith('<svg'))).toBe(true);
});

it('shows a result that was put into the library, says what is damaged, and takes it away', async () => {
  open();
  const made = path.join(libraryDirectory, 'experiments', 'graebel-own-cells'), other = path.join(libraryDirectory, 'experiments', 'from-elsewhere');
  mkdirSync(other);
  renameSync(path.join(made, 'graebel.json'), path.join(other, 'graebel.json'));
  const { resultAt: writtenAt } = (await shown('from-elsewhere'))!;
  expect(await shown('from-elsewhere')).toMatchObject({ state: 'kept', protocol: 'graebel' });
  expect(await call('experiments.result', { name: 'from-elsewhere', writtenAt })).toMatchObject({ title: expect.stringContaining('Graebel') as string });
  await expect(call('experiments.goOn', { name: 'from-elsewhere' })).rejects.toMatchObject({ code: 'not-found' });
  writeFileSync(path.join(other, 'graebel.json'), '{"kind":');
  await expect(call('experiments.result', { name: 'from-elsewhere', writtenAt })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('graebel.json') as string });
  await expect(call('experiments.remove', { name: '../library' })).rejects.toMatchObject({ code: 'bad-input' });
  await call('experiments.remove', { name: 'from-elsewhere' });
  await call('experiments.remove', { name: 'graebel-own-cells' });
  expect(await call('experiments.list')).toEqual({ experiments: [] });
  expect(readdirSync(path.join(libraryDirectory, 'experiments'))).toEqual([]);
});

it('says why one failed: damaged state of an earlier run', async () => {
  open();
  const { name } = await call<{ name: string }>('experiments.start', { order: order() });
  await expect.poll(async () => (await shown(name))?.done, { timeout: patience }).toBeGreaterThan(0);
  await call('experiments.stop', { name });
  writeFileSync(path.join(libraryDirectory, 'experiments', name, 'state', 'recipe.json'), '{');
  await call('experiments.goOn', { name });
  await expect.poll(async () => (await shown(name))?.state, { timeout: patience }).toBe('failed');
  expect((await shown(name))?.reason).toMatch(/recipe\.json.*is damaged.*Delete the whole folder/u);
});

it('leaves each picture on its own where that is asked for, also beside a manifest, and says what that does to the figures', async () => {
  open();
  const rows = ['PMO', 'MMZ', 'NGS'].flatMap((code) => Array.from({ length: 9 }, (_, i) => `${code}/${i}.png,p${i},22`));
  writeFileSync(path.join(cells, 'manifest.csv'), ['file,group,width_um', ...rows].join('\n'));
  const { name } = await call<{ name: string }>('experiments.start', { order: { ...order(), groups: 'none' } });
  await expect.poll(async () => (await shown(name))?.resultAt, { timeout: patience }).toBeDefined();
  await call('experiments.stop', { name });
  const { order: asked, resultAt: writtenAt } = (await shown(name))!;
  expect(asked?.groups).toBe('none');
  expect(JSON.stringify(await call('experiments.result', { name, writtenAt }))).toContain('each picture a group of its own (figures flatter');
});
