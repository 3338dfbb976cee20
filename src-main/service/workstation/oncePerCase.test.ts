import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { oncePerCase } from './oncePerCase.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it('tells at once, then at most once in each interval and of the last, case by case', () => {
  const told: number[] = [];
  const { tell, stop } = oncePerCase((caseId) => { told.push(caseId); }, 1000);
  for (let i = 0; i < 5; i++) tell(1);
  tell(2);
  expect(told).toEqual([1, 2]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 2, 1]);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([1, 2, 1]);
  tell(1);
  tell(1);
  stop();
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([1, 2, 1, 1]);
});
