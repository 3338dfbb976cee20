import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { openLibrary } from '#main/store/library.ts';
import type { Library } from '#main/store/library.ts';
import { claimJob } from './claimJob.ts';
import { listenMs, silenceMs, thisProcess } from './jobHolder.ts';
import type { JobContext, JobKind } from './runJob.ts';
import { runJob } from './runJob.ts';

let directory: string;
let library: Library;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'jobs-'));
  library = openLibrary(directory);
});
afterEach(() => {
  vi.useRealTimers();
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

const doubling: JobKind<number> = {
  kind: 'doubling',
  check: (input) => {
    if (typeof input !== 'number') throw new MyeloscopeError('bad-input', 'Not a number.');
    return input;
  },
};
const run = (work: (input: number, context: JobContext) => Promise<number>, signal?: AbortSignal) => runJob(library, doubling, 'twelve', 12, work, { signal });
const twice = (input: number) => Promise.resolve(2 * input);
const newest = () => library.jobs.newest('doubling', 'twelve');
/** A process of this machine that is surely gone. */
const goneProcess = () => spawnSync(process.execPath, ['-e', '']).pid;
const heldByTheDead = () => claimJob(library, { kind: 'doubling', subject: 'twelve', input: '12' }, { ...thisProcess(), holderProcess: goneProcess() }, 'person');

it('runs a job and keeps how it ended', async () => {
  expect(await run(twice)).toBe(24);
  expect(newest()).toMatchObject({ state: 'done', attempt: 1, token: null });
});

it('begins a finished job anew, and goes on with one that was stopped', async () => {
  await run(twice);
  await run(twice);
  expect(newest()).toMatchObject({ id: 2, attempt: 1 });
  await expect(run(() => Promise.reject(new MyeloscopeError('cancelled', 'Stopped.')))).rejects.toThrow('Stopped.');
  expect(newest()).toMatchObject({ id: 3, state: 'cancelled' });
  await run(twice);
  expect(newest()).toMatchObject({ id: 3, state: 'done', attempt: 2 });
});

it('keeps the reason of a failure', async () => {
  await expect(run(() => Promise.reject(new Error('the lamp broke')))).rejects.toThrow('the lamp broke');
  expect(newest()).toMatchObject({ state: 'failed', reason: 'the lamp broke' });
});

it('checks its input when it is given, and again when it is read back', async () => {
  await expect(runJob(library, doubling, 'twelve', 'dozen' as unknown as number, twice, {})).rejects.toThrow('Not a number.');
  // Another program changes what is stored, between the keeping and the reading.
  const find = (id: number) => ({ ...library.jobs.find(id)!, input: '"dozen"' });
  const jobs = new Proxy(library.jobs, { get: (target, name) => (name === 'find' ? find : (Reflect.get(target, name) as (...values: unknown[]) => unknown).bind(target)) });
  await expect(runJob({ jobs, transaction: library.transaction }, doubling, 'twelve', 12, twice, {})).rejects.toThrow('Not a number.');
  expect(newest()).toMatchObject({ state: 'failed', reason: 'Not a number.' });
});

it('works from the input given last', async () => {
  heldByTheDead();
  expect(await runJob(library, doubling, 'twelve', 13, twice, {})).toBe(26);
});

it('takes over at once from a process that is gone, and waits for one that lives', async () => {
  heldByTheDead();
  expect(await run(twice)).toBe(24);
  expect(newest()).toMatchObject({ attempt: 2, state: 'done' });

  const order: string[] = [];
  let finish: () => void = () => undefined;
  const first = run(() => new Promise((resolve) => { finish = () => { order.push('first'); resolve(1); }; }));
  const stages: string[] = [];
  const second = runJob(library, doubling, 'twelve', 12, () => { order.push('second'); return Promise.resolve(2); }, { report: ({ stage }) => stages.push(stage) });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(order).toEqual([]);
  expect(stages[0]).toContain(String(process.pid));
  finish();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(order).toEqual(['first', 'second']);
});

it('stops waiting when told to', async () => {
  claimJob(library, { kind: 'doubling', subject: 'twelve', input: '12' }, thisProcess(), 'person');
  await expect(run(twice, AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'cancelled' });
});

it('lets a process that was taken over keep nothing more', async () => {
  await expect(run((_, { stillHeld }) => {
    stillHeld();
    vi.useFakeTimers({ toFake: ['performance'] });
    const afterSilence = () => claimJob(library, { kind: 'doubling', subject: 'twelve', input: '12' }, { ...thisProcess(), heartbeatAt: Date.now() + 2 * silenceMs }, 'person').outcome;
    expect(lookingOn(afterSilence)).toBe('held');
    stillHeld();
    return Promise.resolve(0);
  })).rejects.toThrow('taken over');
  expect(newest()).toMatchObject({ state: 'running', attempt: 2 });
});

it('does not begin by itself, a third time, what brought its process down twice', async () => {
  heldByTheDead();
  heldByTheDead();
  await expect(runJob(library, doubling, 'twelve', 12, twice, {}, 'program')).rejects.toThrow('went down 2 times');
  expect(newest()).toMatchObject({ state: 'failed', reason: expect.stringContaining('2 times') });
  await expect(runJob(library, doubling, 'twelve', 12, twice, {}, 'program')).rejects.toThrow('went down 2 times');
  expect(await run(twice)).toBe(24);
});

it('begins nothing by itself, where it waited for another, that was done or stopped there', async () => {
  for (const state of ['done', 'cancelled'] as const) {
    const claim = claimJob(library, { kind: 'doubling', subject: 'twelve', input: '12' }, thisProcess(), 'person');
    if (claim.outcome !== 'held') throw new Error('not held');
    const waiting = runJob(library, doubling, 'twelve', 12, twice, {}, 'program');
    library.jobs.release(claim.id, claim.token, state, null);
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(newest()).toMatchObject({ id: claim.id, state });
  }
});

it('forgets deaths once something was kept', async () => {
  heldByTheDead();
  const claim = heldByTheDead();
  if (claim.outcome !== 'held') throw new Error('not held');
  library.jobs.beatWithGain(claim.id, claim.token, Date.now());
  expect(await runJob(library, doubling, 'twelve', 12, twice, {}, 'program')).toBe(24);
});

/** What is seen last, looking each second for as long as a silent holder is listened to. */
function lookingOn<Seen>(look: () => Seen): Seen {
  for (let listenedMs = 0; listenedMs < listenMs; listenedMs += 1_000) {
    look();
    vi.advanceTimersByTime(1_000);
  }
  return look();
}

it('takes a holder on another machine for gone after a long silence only', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const elsewhere = { holderHost: `${hostname()}-other`, holderProcess: 1, heartbeatAt: Date.now() };
  const wanted = { kind: 'doubling', subject: 'twelve', input: '12' };
  claimJob(library, wanted, elsewhere, 'person');
  expect(claimJob(library, wanted, thisProcess(), 'person')).toMatchObject({ outcome: 'busy', holder: elsewhere });
  expect(lookingOn(() => claimJob(library, wanted, thisProcess(), 'person').outcome)).toBe('busy');
  const afterSilence = () => claimJob(library, wanted, { ...thisProcess(), heartbeatAt: Date.now() + silenceMs + 1 }, 'person').outcome;
  expect(afterSilence()).toBe('busy');
  expect(lookingOn(afterSilence)).toBe('held');
});
