import { expect, it } from 'vitest';
import type { Reply } from '#shared/contract/messages.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { AnswerCall } from './serveCalls.ts';
import { serveCalls } from './serveCalls.ts';

/** A busy machine starts a process slowly. */
const patience = { timeout: 20_000 };

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
const answer: AnswerCall = async (name, given, { signal, report }) => {
  if (name === 'quick') return { given };
  if (name === 'wrong') throw new MyeloscopeError('not-found', 'The case is gone.', 'Open another.');
  if (name === 'broken') throw new TypeError('x is not a function');
  report({ stage: 'Counting', done: 1, total: 2 });
  while (name === 'long') {
    throwIfCancelled(signal);
    await pause(5);
  }
  return { done: true };
};

it('answers calls side by side, each with its progress and one end', async () => {
  const replies: Reply[] = [];
  const receive = serveCalls(answer, (reply) => { replies.push(reply); });
  receive({ kind: 'call', id: 1, name: 'long', arguments: {} });
  receive({ kind: 'call', id: 2, name: 'quick', arguments: { a: 1 } });
  await expect.poll(() => replies.length, patience).toBe(2);
  expect(replies).toEqual([{ kind: 'progress', id: 1, stage: 'Counting', done: 1, total: 2 }, { kind: 'result', id: 2, result: { given: { a: 1 } } }]);
  receive({ kind: 'cancel', id: 1 });
  await expect.poll(() => replies.length, patience).toBe(3);
  expect(replies[2]).toMatchObject({ kind: 'failure', id: 1, failure: { code: 'cancelled' } });
});

it('gives failures as values', async () => {
  const replies: Reply[] = [];
  const receive = serveCalls(answer, (reply) => { replies.push(reply); });
  receive({ kind: 'call', id: 1, name: 'wrong', arguments: {} });
  receive({ kind: 'call', id: 2, name: 'broken', arguments: {} });
  await expect.poll(() => replies.length, patience).toBe(2);
  expect(replies[0]).toEqual({ kind: 'failure', id: 1, failure: { code: 'not-found', sentence: 'The case is gone.', remedy: 'Open another.' } });
  expect(replies[1]).toMatchObject({ kind: 'failure', id: 2, failure: { code: 'internal', sentence: expect.stringContaining('x is not a function') as string } });
});

it('leaves alone what is no request', async () => {
  const replies: Reply[] = [];
  const receive = serveCalls(answer, (reply) => { replies.push(reply); });
  for (const message of [undefined, 'call', { kind: 'call' }, { kind: 'other', id: 1 }, { kind: 'cancel', id: 99 }, { control: 'close' }]) receive(message);
  await pause(20);
  expect(replies).toEqual([]);
});
