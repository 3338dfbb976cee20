import path from 'node:path';
import { sampleFields } from '#main/service/drawSampleSmear.ts';
import { makeSmear } from '#main/service/sampleSmear.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import { openLibrary } from '#main/store/library.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';

/** Fewer than the product's own sample, so that a window's test does not wait for minutes. */
const cells = 130, target = 60, seed = 7;

/** Draws a smear, small and always the same. Gives its path. */
export async function drawSmallSmear(folder: string, name: string, smearSeed = seed): Promise<string> {
  const smear = path.join(folder, name);
  await makeSmear({ path: smear, cells, seed: smearSeed, kind: 'marrow' });
  return smear;
}

/** Makes a library whose sample case is a small drawn smear, counted by the shipped models in a worker process as in the product. Gives the case's id. */
export async function makeDrawnCase(libraryDirectory: string, folder: string): Promise<number> {
  const smear = await drawSmallSmear(folder, 'drawn-smear.tif');
  const fork = forkWithNode();
  const workstation = openWorkstation({
    libraryDirectory, withDrawings: false,
    startWorker: (entry, order) => {
      const worker = fork({ name: entry, entry: path.resolve(import.meta.dirname, '../../src-main/workers', `${entry}Process.ts`) });
      worker.send(order);
      return worker;
    },
  });
  const work = { signal: new AbortController().signal, report: () => undefined };
  const ended = new Promise<string>((resolve) => {
    workstation.onEvent((event) => { if (event.event === 'jobChanged' && event.job.state !== 'queued' && event.job.state !== 'running') resolve(event.job.state); });
  });
  const { caseId } = await workstation.call('cases.create', { paths: [smear], fields: sampleFields, specimen: 'marrow', target }, work) as { caseId: number };
  const state = await ended;
  await workstation.close();
  if (state !== 'done') throw new Error(`The drawn case was not counted: ${state}`);
  const library = openLibrary(libraryDirectory);
  library.worklist.setSample(caseId);
  library.close();
  return caseId;
}
