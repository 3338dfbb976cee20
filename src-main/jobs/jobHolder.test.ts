import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import { holderLives, listenMs, silenceMs, thisProcess } from './jobHolder.ts';

beforeEach(() => { vi.useFakeTimers({ toFake: ['performance', 'Date'] }); });
afterEach(() => { vi.useRealTimers(); });

let holdings = 0;
/** A job that a living process of this machine holds, and has been silent on for longer than any does that is awake. */
function silentlyHeld(): StoredJob {
  holdings += 1;
  return {
    ...thisProcess(), heartbeatAt: Date.now() - silenceMs - 1, token: `holding ${String(holdings)}`, id: 1, kind: 'doubling', subject: 'twelve', input: '12', state: 'running',
    stage: '', done: 0, total: 0, attempt: 1, deaths: 0, reason: null, failureCode: null, createdAt: '2026-11-21T12:00:00.000Z',
  };
}
/** What is seen of it last, looking so often. */
function looking(job: StoredJob, everyMs: number, times: number): boolean {
  for (let look = 0; look < times; look++) {
    holderLives(job, Date.now());
    vi.advanceTimersByTime(everyMs);
  }
  return holderLives(job, Date.now());
}

it('takes a holder for gone that stays silent while it is listened to, and no sooner', () => {
  const job = silentlyHeld();
  expect(looking(job, 1_000, listenMs / 1_000 - 1)).toBe(true);
  expect(looking(job, 1_000, 1)).toBe(false);
  // However long nobody looks then.
  vi.advanceTimersByTime(3_600_000);
  expect(holderLives(job, Date.now())).toBe(false);
  expect(holderLives({ ...job, heartbeatAt: Date.now() }, Date.now())).toBe(true);
});

it('takes no sleep of the machine for silence, however often it wakes', () => {
  expect(looking(silentlyHeld(), 3_600_000, 5)).toBe(true);
});

it('begins to listen anew when it has heard the holder', () => {
  const job = silentlyHeld();
  expect(looking(job, 1_000, listenMs / 1_000 - 1)).toBe(true);
  expect(looking({ ...job, heartbeatAt: job.heartbeatAt! + 1 }, 1_000, 2)).toBe(true);
});
