import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { joinHandlers, runCommand } from './dispatch.ts';
import { features } from './features.ts';
import type { CallContext, Handlers, WorkstationContext } from './workstationContext.ts';

/** Every command answered by itself, but for those given. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const rest = Object.fromEntries(Object.keys(contract).filter((name) => !Object.hasOwn(given, name)).map((name) => [name, () => ({})])) as Partial<Handlers>;
  return joinHandlers([rest, given]);
}
const work = (report: (progress: Progress) => void = () => undefined): CallContext => ({ signal: new AbortController().signal, report });

it('answers every command of the contract once', () => {
  // The features look into their context when they are called, not before.
  const context = new Proxy({}, { get: () => ({}) }) as WorkstationContext;
  expect(Object.keys(joinHandlers(features.map((feature) => feature(context)))).sort()).toEqual(Object.keys(contract).sort());
});

it('refuses at the start what is answered by two features or by none', () => {
  const list = { 'jobs.list': () => ({ jobs: [] }) };
  expect(() => joinHandlers([list, list])).toThrow('Two features answer the command jobs.list');
  expect(() => joinHandlers([list])).toThrow('No feature answers jobs.cancel');
});

it('checks what a window sends before anything is done, and what is answered after', async () => {
  let asked = 0;
  const handlers = handlersWith({ 'jobs.cancel': () => { asked += 1; return {}; }, 'jobs.list': () => ({ jobs: [{ id: 0 }] }) as never });
  await expect(runCommand(handlers, 'jobs.cancel', { jobId: '1' }, work())).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('jobId') });
  await expect(runCommand(handlers, 'toString', {}, work())).rejects.toMatchObject({ code: 'bad-input' });
  expect(asked).toBe(0);
  expect(await runCommand(handlers, 'jobs.cancel', { jobId: 1 }, work())).toEqual({});
  await expect(runCommand(handlers, 'jobs.list', {}, work())).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('jobs.list') });
});

it('fails with words for the window alone', async () => {
  const failing = (cause: unknown) => runCommand(handlersWith({ 'jobs.list': () => { throw cause; } }), 'jobs.list', {}, work());
  await expect(failing(new TypeError('x is undefined'))).rejects.toMatchObject({ name: 'MyeloscopeError', code: 'internal', message: expect.stringContaining('x is undefined') });
  await expect(failing(new MyeloscopeError('disk-full', 'Full.', 'Make room, or choose another place with --library.'))).rejects.toMatchObject({ code: 'disk-full', remedy: 'Make room on the disk, then try again.' });
  await expect(failing(new MyeloscopeError('not-found', 'Gone.', 'Look again.'))).rejects.toMatchObject({ remedy: 'Look again.' });
});

it('passes progress on at most ten times a second, and the last word before the result', async () => {
  const told: number[] = [];
  const handlers = handlersWith({ 'jobs.list': (_, { report }) => {
    for (let done = 0; done <= 1000; done++) report({ stage: 'Reading', done, total: 1000 });
    return { jobs: [] };
  } });
  await runCommand(handlers, 'jobs.list', {}, work(({ done }) => { told.push(done); }));
  expect(told).toEqual([0, 1000]);
});
