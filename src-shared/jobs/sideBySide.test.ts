import { describe, expect, it } from 'vitest';
import { MyeloscopeError, throwIfCancelled } from '../errors/myeloscopeError.ts';
import type { Progress, WorkContext } from './progress.ts';
import { sideBySide } from './sideBySide.ts';

const untilStopped = async ({ signal }: WorkContext): Promise<void> => {
  for (;;) {
    throwIfCancelled(signal);
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
};

describe('sideBySide', () => {
  it('does all at once and tells of all together', async () => {
    const told: Progress[] = [];
    let both: () => void = () => undefined;
    const met = new Promise<void>((resolve) => { let here = 0; both = () => { here += 1; if (here === 2) resolve(); }; });
    await sideBySide(['one', 'two'].map((stage, i) => async ({ report }) => {
      report?.({ stage, done: i, total: 10 * (i + 1) });
      both();
      // Neither is done before the other has begun.
      await met;
    }), { report: (progress) => { told.push(progress); } });
    expect(told).toEqual([{ stage: 'one', done: 0, total: 10 }, { stage: 'one; two', done: 1, total: 30 }]);
  });

  it('stops the others where one fails, and throws why it failed', async () => {
    const failure = new MyeloscopeError('disk-full', 'No room.', 'Make some.');
    await expect(sideBySide([untilStopped, () => Promise.reject(failure), untilStopped], {})).rejects.toBe(failure);
  });

  it('is stopped from outside', async () => {
    const signal = { aborted: false };
    const work = sideBySide([untilStopped, untilStopped], { signal });
    signal.aborted = true;
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });
});
