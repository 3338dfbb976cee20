// A library's own classifier in the window's service: shown, promoted, counted with, and known to the case afterwards.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';
import { loadCountModels } from '#main/service/countModels.ts';
import { runCountJob } from '#main/service/runCountJob.ts';
import type { WorkOrder } from '#main/service/workerMessages.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import { modelsOfCase } from '#main/service/workstation/modelsOfCase.ts';
import { installedCards } from '#main/service/workstation/caseDocuments.ts';
import type { ModelChoice } from '#main/service/modelChoice.ts';
import { withPromoted } from '#main/service/laboratoryModels.ts';
import { promoteModel, rollBackModel } from '#main/service/promoteModel.ts';
import type { Ending } from '#main/supervision/forkedProcess.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeDotSlide } from './dotSlides.ts';

/** The shipped classifier under another name and hash, in a folder of models. */
function putModel(own: string, name: string, edition = ''): void {
  mkdirSync(own, { recursive: true });
  const card = JSON.parse(readFileSync(path.join(shipped, 'cells.card.json'), 'utf8')) as Record<string, unknown>;
  const onnx = writeOnnx({ ...readOnnx(readFileSync(path.join(shipped, 'cells.onnx'))), metadata: { laboratory: name + edition } });
  writeFileSync(path.join(own, `${name}.onnx`), onnx);
  writeFileSync(path.join(own, `${name}.card.json`), JSON.stringify({ ...card, name, version: '1', file: `${name}.onnx`, sha256: createHash('sha256').update(onnx).digest('hex') }));
}

const shipped = path.resolve(import.meta.dirname, '../../models');
const directory = mkdtempSync(path.join(tmpdir(), 'laboratory-models-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

it('is shown beside the shipped ones, names the cells of new cases once promoted, and stays known to them', async () => {
  const libraryDirectory = path.join(directory, 'library'), own = path.join(libraryDirectory, 'models');
  const slide = path.join(directory, 'one.tif');
  await writeDotSlide(slide, 900, 1);
  // Nothing is counted: the worker dies at once.
  const workstation = openWorkstation({ libraryDirectory, startWorker: () => ({ send: () => undefined, onMessage: () => undefined, onExit: (ended: (ending: Ending) => void) => { setTimeout(ended, 10, { code: 1, signal: null, lastWords: '' }); }, kill: () => undefined }) as never, withDrawings: false });
  const call = (name: string, given: unknown) => workstation.call(name, given, { signal: new AbortController().signal, report: () => undefined });
  const names = async () => ((await call('settings.about', {})) as { models: { name: string }[] }).models.map(({ name }) => name);
  expect(await names()).not.toContain('ours');

  // Trained while the service runs: another file under the same roof, with a hash of its own.
  putModel(own, 'ours');
  expect(await names()).toContain('ours');

  const library = openLibrary(libraryDirectory);
  await promoteModel(library, 'ours', { by: 'Dr A', reason: 'Our stain' });
  const { caseId } = await call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 20 }) as { caseId: number };
  const settings = JSON.parse(library.cases.get(caseId).settings) as CountSettings;
  expect(settings.models.map(({ name }) => name)).toEqual(['detector', 'ours']);
  const known = modelsOfCase(settings, await installedCards({ modelsDirectory: undefined, libraryDirectory }));
  expect(known.documentModels.map(({ note }) => note)).toEqual([undefined, undefined]);
  expect(known.confusion).toBeDefined();
  library.close();
  await workstation.close();
}, 60_000);

it('is what a case is counted with in the worker, though another was promoted since', async () => {
  const libraryDirectory = path.join(directory, 'counted'), own = path.join(libraryDirectory, 'models'), slide = path.join(directory, 'two.tif');
  await writeDotSlide(slide, 900, 1);
  putModel(own, 'ours');
  putModel(own, 'later');
  const library = openLibrary(libraryDirectory);
  await promoteModel(library, 'ours', { by: 'Dr A', reason: 'Our stain' });
  const orders: WorkOrder[] = [];
  // A worker that is started and never heard of again: its work is done here.
  const workstation = openWorkstation({ libraryDirectory, startWorker: (_, order) => { orders.push(order as WorkOrder); return { send: () => undefined, onMessage: () => undefined, onExit: () => undefined, kill: () => undefined } as never; }, withDrawings: false });
  await workstation.call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 20 }, { signal: new AbortController().signal, report: () => undefined });
  await promoteModel(library, 'later', { by: 'Dr A', reason: 'Newer' });
  const loaded: string[][] = [];
  await runCountJob(orders[0], { signal: new AbortController().signal, isForLater: () => false }, () => undefined, async (choice) => {
    const models = await loadCountModels({ ...choice, provider: 'cpu' });
    loaded.push(models.cards.map(({ name }) => name));
    return models;
  });
  expect(loaded).toEqual([['detector', 'ours']]);
  expect(library.jobs.find(orders[0].jobId)?.reason ?? '').not.toContain('other models');
  library.close();
}, 120_000);

it('goes back step by step to the shipped one, whichever that is by then', async () => {
  const libraryDirectory = path.join(directory, 'steps'), own = path.join(libraryDirectory, 'models');
  const word = { by: 'Dr A', reason: 'Our stain' };
  const library = openLibrary(libraryDirectory);
  const inUse = async () => (await withPromoted<ModelChoice>({ provider: 'cpu' }, library)).classifier;
  for (const name of ['first', 'second']) {
    putModel(own, name);
    await promoteModel(library, name, word);
  }
  expect(await inUse()).toBe('second');
  expect((await rollBackModel(library, word)).name).toBe('first');
  expect(await inUse()).toBe('first');
  expect((await rollBackModel(library, word)).name).toBe('cells');
  // No hash stands in the way of a classifier that a later version ships.
  expect(await inUse()).toBeUndefined();
  await expect(rollBackModel(library, word)).rejects.toThrow('nothing to go back from');
  await promoteModel(library, 'second', word);
  await promoteModel(library, 'cells', word);
  expect(await inUse()).toBeUndefined();
  expect((await rollBackModel(library, word)).name).toBe('second');
  library.close();
}, 60_000);

it('does not take another file for the one that was promoted, and is not hidden by a damaged neighbour', async () => {
  const libraryDirectory = path.join(directory, 'damaged'), own = path.join(libraryDirectory, 'models');
  const library = openLibrary(libraryDirectory);
  putModel(own, 'ours');
  await promoteModel(library, 'ours', { by: 'Dr A', reason: 'Our stain' });
  writeFileSync(path.join(own, 'another.card.json'), '{ "name": ');
  expect((await installedCards({ modelsDirectory: undefined, libraryDirectory })).map(({ name }) => name).sort()).toEqual(['cells', 'detector', 'ours']);
  expect((await withPromoted<ModelChoice>({ provider: 'cpu' }, library)).classifier).toBe('ours');
  await expect(promoteModel(library, 'another', { by: 'Dr A', reason: 'A try' })).rejects.toThrow('another.card.json is not JSON');
  putModel(own, 'ours', ' again');
  await expect(withPromoted<ModelChoice>({ provider: 'cpu' }, library)).rejects.toThrow('is not the one that was promoted');
  // What the window asks of the classifier in use says the same, and not that the program failed.
  const workstation = openWorkstation({ libraryDirectory, startWorker: () => { throw new Error('no work is begun'); }, withDrawings: false });
  for (const asked of ['models.experts', 'training.set']) {
    await expect(workstation.call(asked, {}, { signal: new AbortController().signal, report: () => undefined })).rejects.toMatchObject({ code: 'model-invalid' });
  }
  await workstation.close();
  rmSync(path.join(own, 'ours.card.json'));
  rmSync(path.join(own, 'another.card.json'));
  await expect(withPromoted<ModelChoice>({ provider: 'cpu' }, library)).rejects.toThrow('The promoted model ours is no more in');
  library.close();
}, 60_000);
