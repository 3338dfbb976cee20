import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { personActs } from '#main/service/workerMessages.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import type { Ending } from '#main/supervision/forkedProcess.ts';
import { libraryWithCells } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import { writeDotSlide } from './dotSlides.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'right-of-way-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

it('each reviewing act is told to the workers that live, and to no others', async () => {
  const { caseId, cellIds, library } = libraryWithCells(directory, [[['NGB', 'NGS']]]);
  library.close();
  const slide = path.join(directory, 'two.tif'), told: unknown[] = [];
  let end: (ending: Ending) => void = () => undefined;
  await writeDotSlide(slide, 900, 1);
  // A worker that never says anything, and ends when the test lets it: what is sent to it is looked at.
  const workstation = openWorkstation({
    libraryDirectory: directory, withDrawings: false, findModels: () => Promise.resolve({ provider: 'cpu', models: [{ name: 'dots', version: '1', sha256: '0'.repeat(64) }] }),
    startWorker: () => {
      end = () => undefined;
      return { pid: undefined, send: (message) => { told.push(message); }, onMessage: () => undefined, onExit: (listener) => { const before = end; end = (how) => { before(how); listener(how); }; }, kill: () => { end({ code: null, signal: 'SIGKILL', lastWords: '' }); } };
    },
  });
  const call = async (name: string, given: unknown) => workstation.call(name, given, { signal: new AbortController().signal, report: () => undefined });
  try {
    const place = { caseId, reading: 'first', by: 'Reader' };
    await call('settings.set', { settings: { users: [{ name: 'Reader', role: 'hematologist' }] } });
    await call('review.call', { ...place, cellIds: [cellIds[0]], code: 'MMZ' });
    expect(told).toEqual([]);
    await call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 20 });
    await call('review.call', { ...place, cellIds: [cellIds[0]], code: 'MYB' });
    await call('review.undo', place);
    expect(told).toEqual([personActs, personActs]);
    // It could not even begin, nor could the second one, and is not started again.
    end({ code: 1, signal: null, lastWords: '' });
    end({ code: 1, signal: null, lastWords: '' });
    await call('review.redo', place);
    expect(told).toHaveLength(2);
  } finally {
    end({ code: 0, signal: null, lastWords: '' });
    await workstation.close();
  }
}, 60_000);

it('a worker that is told so waits before its next turn, and then goes on', async () => {
  const worker = forkWithNode()({ name: 'turns', entry: path.join(import.meta.dirname, 'turnTakingProcess.ts') });
  const begun = Promise.withResolvers<undefined>(), ended = Promise.withResolvers<Ending>();
  worker.onMessage(() => { begun.resolve(undefined); });
  worker.onExit(ended.resolve);
  worker.send({ libraryDirectory: directory, jobId: 1 });
  await begun.promise;
  worker.send(personActs);
  expect(await ended.promise).toMatchObject({ code: 0 });
}, 60_000);
