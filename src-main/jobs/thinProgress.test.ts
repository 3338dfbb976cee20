import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import { thinProgress } from './thinProgress.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const at = (done: number): Progress => ({ stage: 'Counting', done, total: 1000 });

it('passes on ten a second of a thousand, the first at once and the newest last', () => {
  const passed: number[] = [];
  const { report, flush } = thinProgress(({ done }) => passed.push(done));
  for (let done = 0; done < 1000; done++) {
    report(at(done));
    vi.advanceTimersByTime(1);
  }
  flush();
  expect(passed[0]).toBe(0);
  expect(passed.at(-1)).toBe(999);
  expect(passed.length).toBeLessThanOrEqual(12);
  expect(passed.length).toBeGreaterThanOrEqual(10);
});

it('does not hold back the last report of a pause', () => {
  const passed: number[] = [];
  const { report } = thinProgress(({ done }) => passed.push(done));
  report(at(1));
  report(at(2));
  report(at(3));
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([1, 3]);
});
