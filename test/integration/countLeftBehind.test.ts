import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDotSlide } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

// A count that runs in a process which is none of the service's own, and one that is asked for again while it stops.
let directory: string, library: string, slide: string, workstation: TestWorkstation | undefined, commandLine: ChildProcess | undefined;
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'left-'));
  library = path.join(directory, 'library');
  slide = path.join(directory, 'slide.tif');
  await writeDotSlide(slide, 1400, 1);
});
afterEach(async () => {
  commandLine?.kill('SIGKILL');
  await workstation?.close();
  rmSync(directory, { recursive: true, force: true });
});

it('goes on with the count of a command line that is killed, which it may not stop before', async () => {
  commandLine = spawn(process.execPath, [path.join(import.meta.dirname, 'countDots.ts'), library, '90', '3000', slide]);
  await once(commandLine.stdout!, 'data');
  workstation = openTestWorkstation(library);
  const { cases: [{ id: caseId, job }] } = await workstation.call('cases.list', {});
  expect(job?.state).toBe('running');
  await expect(workstation.call('jobs.cancel', { jobId: job!.id })).rejects.toMatchObject({ code: 'not-permitted', message: 'The count runs in another Myeloscope now.' });
  commandLine.kill('SIGKILL');
  await workstation.jobIs(caseId, 'done');
  expect((await workstation.call('cases.list', {})).cases[0]).toMatchObject({ cellsCounted: 90, state: 'toReview' });
});

it('goes on with a count that is asked for again while it is being stopped, with its new target', async () => {
  workstation = openTestWorkstation(library, { pauseMs: 300 });
  const { caseId } = await workstation.call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 60 });
  await workstation.event((event) => event.event === 'jobChanged' && event.job.done > 0);
  const { jobs: [{ id: jobId }] } = await workstation.call('jobs.list', {});
  const stopping = workstation.call('jobs.cancel', { jobId });
  workstation.counting = {};
  await workstation.call('cases.count', { caseId, target: 80 });
  await stopping;
  await workstation.jobIs(caseId, 'done', 'cancelled');
  expect((await workstation.call('cases.list', {})).cases[0]).toMatchObject({ cellsCounted: 80, target: 80, job: { id: jobId, state: 'done' } });
});
