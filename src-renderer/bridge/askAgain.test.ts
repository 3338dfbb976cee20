import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { createAskAgain } from './askAgain.ts';

/** A question whose answers are given by hand, watched as a screen does. */
function watched(client: QueryClient) {
  const waiting: ((answer: string) => void)[] = [];
  const observer = new QueryObserver<string>(client, { queryKey: ['report.pdf', { caseId: 1 }], staleTime: Infinity, retry: false, networkMode: 'always', queryFn: () => new Promise((resolve) => { waiting.push(resolve); }) });
  observer.subscribe(() => undefined);
  return { waiting, answer: () => observer.getCurrentResult().data };
}

it('asks once more where something changed while the first answer was on its way', async () => {
  const client = new QueryClient();
  const askAgain = createAskAgain(client);
  const { waiting, answer } = watched(client);
  await expect.poll(() => waiting.length).toBe(1);
  askAgain(({ queryKey }) => queryKey[0] === 'report.pdf');
  waiting[0]('before the change');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]('after it');
  await expect.poll(answer).toBe('after it');
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(waiting.length).toBe(2);
});

it('asks again where there is an answer, and leaves others alone', async () => {
  const client = new QueryClient();
  const askAgain = createAskAgain(client);
  const { waiting, answer } = watched(client);
  await expect.poll(() => waiting.length).toBe(1);
  waiting[0]('first');
  await expect.poll(answer).toBe('first');
  askAgain(({ queryKey }) => queryKey[0] === 'cases.list');
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(waiting.length).toBe(1);
  askAgain(({ queryKey }) => queryKey[0] === 'report.pdf');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]('second');
  await expect.poll(answer).toBe('second');
});
