// A library's own classifier in the window's service: shown, promoted, counted with, and known to the case afterwards.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import { modelsOfCase } from '#main/service/workstation/modelsOfCase.ts';
import { installedCards } from '#main/service/workstation/caseDocuments.ts';
import { promoteModel } from '#main/service/promoteModel.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeDotSlide } from './dotSlides.ts';

const shipped = path.resolve(import.meta.dirname, '../../models');
const directory = mkdtempSync(path.join(tmpdir(), 'laboratory-models-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

it('is shown beside the shipped ones, names the cells of new cases once promoted, and stays known to them', async () => {
  const libraryDirectory = path.join(directory, 'library'), own = path.join(libraryDirectory, 'models');
  const slide = path.join(directory, 'one.tif');
  await writeDotSlide(slide, 900, 1);
  // Nothing is counted: the worker dies at once.
  const workstation = openWorkstation({ libraryDirectory, startWorker: () => ({ send: () => undefined, onMessage: () => undefined, onExit: (ended: (code: number) => void) => { setTimeout(ended, 10, 1); }, kill: () => undefined }) as never, withDrawings: false });
  const call = (name: string, given: unknown) => workstation.call(name, given, { signal: new AbortController().signal, report: () => undefined });
  const names = async () => ((await call('settings.about', {})) as { models: { name: string }[] }).models.map(({ name }) => name);
  expect(await names()).not.toContain('ours');

  // Trained while the service runs: another file under the same roof, with a hash of its own.
  mkdirSync(own, { recursive: true });
  const card = JSON.parse(readFileSync(path.join(shipped, 'cells.card.json'), 'utf8')) as Record<string, unknown>;
  const onnx = writeOnnx({ ...readOnnx(readFileSync(path.join(shipped, 'cells.onnx'))), metadata: { laboratory: 'ours' } });
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  writeFileSync(path.join(own, 'ours.onnx'), onnx);
  writeFileSync(path.join(own, 'ours.card.json'), JSON.stringify({ ...card, name: 'ours', version: '1', file: 'ours.onnx', sha256 }));
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
