import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { claimJob } from '#main/jobs/claimJob.ts';
import { silenceMs, thisProcess } from '#main/jobs/jobHolder.ts';
import type { JobKind } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { Ending } from '#main/supervision/forkedProcess.ts';
import { WorkerQueue } from './workerQueue.ts';

const doubling: JobKind<number> = { kind: 'doubling', check: Number };
/** A process of this machine that is surely gone. */
const goneProcess = spawnSync(process.execPath, ['-e', '']).pid;

/** A worker that does only what the test does for it. */
interface Worker { readonly jobId: number; readonly told: unknown[]; readonly end: (lastWords?: string) => void }

let directory: string, library: Library, queue: WorkerQueue<number>, workers: Worker[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  directory = mkdtempSync(path.join(tmpdir(), 'queue-'));
  library = openLibrary(directory);
  workers = [];
  queue = new WorkerQueue({
    library, kind: doubling, entry: 'count', name: 'The count', order: { libraryDirectory: directory }, onChange: () => undefined,
    startWorker: (_, order) => {
      const told: unknown[] = [];
      let tellEnd: (ending: Ending) => void;
      workers.push({ jobId: (order as { jobId: number }).jobId, told, end: (lastWords = '') => { tellEnd({ code: 1, signal: null, lastWords }); } });
      return { pid: goneProcess, send: (message) => { told.push(message); }, onMessage: () => undefined, onExit: (listener) => { tellEnd = listener; }, kill: () => undefined };
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A process begins the job of a subject. Gives its id, and how the process ends its holding. */
function begunBy(holderProcess: number, subject = 'twelve') {
  const claim = claimJob(library, { kind: doubling.kind, subject, input: '12' }, { ...thisProcess(), holderProcess }, 'person');
  if (claim.outcome !== 'held') throw new Error(claim.outcome);
  const { id, token } = claim;
  return {
    id,
    release: (state: 'queued' | 'cancelled' | 'done') => { library.jobs.release(id, token, state, null); },
    /** It says that it lives, or said so some time ago; true where it still holds the job. */
    beat: (msAgo = 0) => library.jobs.beat(id, token, Date.now() - msAgo),
  };
}
const aWhile = () => vi.advanceTimersByTimeAsync(10_000);
const shown = (id: number) => queue.standing(library.jobs.find(id)!);

it('takes up a job when the process that holds it goes down, however long after the start that is', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  const { id } = begunBy(other.pid!);
  queue.goOn();
  await aWhile();
  expect(workers).toEqual([]);
  expect(shown(id).state).toBe('running');
  other.kill('SIGKILL');
  await once(other, 'exit');
  await aWhile();
  expect(workers.map(({ jobId }) => jobId)).toEqual([id]);
});

it('leaves its job to a process that lives, which the sleep of the machine kept silent', async () => {
  const { id, beat } = begunBy(process.pid);
  queue.goOn();
  beat(silenceMs + 1);
  // One look comes before it can say that it lives.
  await vi.advanceTimersByTimeAsync(4_000);
  expect(workers).toEqual([]);
  expect(shown(id).state).toBe('running');
  await expect(queue.cancel(id)).rejects.toMatchObject({ code: 'not-permitted' });
  expect(beat()).toBe(true);
  await aWhile();
  expect(workers).toEqual([]);
  expect(library.jobs.find(id)).toMatchObject({ state: 'running', deaths: 0 });
});

it('takes up a job whose holder stays silent, as its number may have been given to another program', async () => {
  const { id, beat } = begunBy(process.pid);
  beat(silenceMs + 1);
  queue.goOn();
  await aWhile();
  await aWhile();
  expect(workers.map(({ jobId }) => jobId)).toEqual([id]);
});

it('takes up a job that was begun elsewhere after the start, and left', async () => {
  queue.goOn();
  const { id } = begunBy(goneProcess);
  await aWhile();
  expect(workers.map(({ jobId }) => jobId)).toEqual([id]);
});

it('takes up a job that a worker of the service before put back to go on later', async () => {
  const { id, release } = begunBy(process.pid);
  queue.goOn();
  await aWhile();
  release('queued');
  await aWhile();
  expect(workers.map(({ jobId }) => jobId)).toEqual([id]);
});

it('leaves to another Myeloscope what waits there or was stopped there', async () => {
  const { release } = begunBy(process.pid);
  queue.goOn();
  library.jobs.add(doubling.kind, 'thirteen', '13');
  await aWhile();
  release('cancelled');
  await aWhile();
  expect(workers).toEqual([]);
});

it('does not begin in its turn what another Myeloscope has begun meanwhile', () => {
  queue.add('eleven', 11);
  const id = queue.add('twelve', 12);
  begunBy(process.pid);
  workers[0].end();
  workers[1].end();
  expect(workers.map(({ jobId }) => jobId)).not.toContain(id);
  expect(shown(id).state).toBe('running');
});

it('gives up a job whose worker twice ends before it can begin, and says its last words', async () => {
  const { id } = begunBy(goneProcess);
  queue.goOn();
  workers[0].end();
  workers[1].end('Error\nonnxruntime can\'t be loaded.\n');
  await aWhile();
  expect(workers).toHaveLength(2);
  expect(shown(id)).toMatchObject({ state: 'failed', reason: 'The count could not be begun: onnxruntime can\'t be loaded. Start it again; where that fails too, start Myeloscope again.' });
  queue.add('twelve', 12);
  workers[2].end();
  expect(workers).toHaveLength(4);
});

it('forgets a start that came to nothing once one came to work', () => {
  const id = queue.add('twelve', 12);
  for (let starts = 0; starts < 3; starts++) {
    workers.at(-1)!.end();
    begunBy(goneProcess);
    workers.at(-1)!.end();
  }
  expect(workers).toHaveLength(7);
  expect(shown(id).state).toBe('running');
});

it('begins again what is asked for while it is being stopped, with the new input, however its worker leaves it', async () => {
  const id = queue.add('twelve', 12);
  for (const [rounds, left] of (['cancelled', 'queued', 'done'] as const).entries()) {
    const input = 13 + rounds;
    const { jobId } = workers.at(-1)!, { release } = begunBy(process.pid);
    const stopping = queue.cancel(jobId);
    queue.add('twelve', input);
    release(left);
    workers.at(-1)!.end();
    await stopping;
    expect(shown(workers.at(-1)!.jobId).state).toBe('running');
    expect(library.jobs.newest(doubling.kind, 'twelve')).toMatchObject({ id: workers.at(-1)!.jobId, state: 'queued', input: String(input) });
  }
  expect(workers.map(({ jobId }) => jobId)).toEqual([id, id, id, id + 1]);
});

it('begins again what is asked for when its worker has let it go, and is about to end', async () => {
  const id = queue.add('twelve', 12), { release } = begunBy(process.pid);
  const stopping = queue.cancel(id);
  release('cancelled');
  queue.add('twelve', 14);
  workers[0].end();
  await stopping;
  expect(workers.map(({ jobId }) => jobId)).toEqual([id, id]);
});

it('leaves it done where it was done before it could be stopped, from the same input', async () => {
  const id = queue.add('twelve', 12), { release } = begunBy(process.pid);
  const stopping = queue.cancel(id);
  queue.add('twelve', 12);
  release('done');
  workers[0].end();
  await stopping;
  expect(workers).toHaveLength(1);
  expect(shown(id).state).toBe('done');
});

it('keeps stopped what is stopped after it was asked for again', async () => {
  const id = queue.add('twelve', 12), { release } = begunBy(process.pid);
  queue.add('twelve', 14);
  const stopping = queue.cancel(id);
  release('queued');
  workers[0].end();
  await stopping;
  expect(workers).toHaveLength(1);
  expect(shown(id).state).toBe('cancelled');
});

it('says so where another Myeloscope works on what a person stops or takes away', async () => {
  const { id, release } = begunBy(process.pid);
  const refused = { code: 'not-permitted', message: 'The count runs in another Myeloscope now.', remedy: 'Stop it there first.' };
  await expect(queue.cancel(id)).rejects.toMatchObject(refused);
  await expect(queue.remove('twelve')).rejects.toMatchObject(refused);
  expect(shown(id).state).toBe('running');
  release('done');
  await queue.cancel(id);
  expect(shown(id).state).toBe('done');
});
