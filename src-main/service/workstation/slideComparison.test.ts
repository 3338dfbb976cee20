import { expect, it } from 'vitest';
import type { TellBytesRead } from '#main/slides/bytesRead.ts';
import { SlideComparison } from './slideComparison.ts';

/** A reading that goes on as the test says. */
function begun() {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  let told: TellBytesRead = () => undefined;
  return { comparison: new SlideComparison((tell) => { told = tell; return promise; }), tell: (done: number) => { told(done, 100); }, resolve, reject };
}

it('tells all who wait how far it is, also who came later, and gives all the answer', async () => {
  const { comparison, tell, resolve } = begun();
  const heard: Record<string, number[]> = { first: [], later: [] };
  const first = comparison.follow({ tell: (done) => { heard['first'].push(done); } });
  tell(10);
  const later = comparison.follow({ tell: (done) => { heard['later'].push(done); } });
  tell(60);
  resolve(false);
  expect(await Promise.all([first, later, comparison.follow()])).toEqual([false, false, false]);
  tell(100);
  expect(heard).toEqual({ first: [10, 60], later: [10, 60] });
});

it('lets one stop waiting while it is read on for the others', async () => {
  const { comparison, tell, resolve } = begun();
  const stopping = new AbortController();
  const [stopped, waiting] = [comparison.follow({ signal: stopping.signal }), comparison.follow()];
  stopping.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  await expect(comparison.follow({ signal: stopping.signal })).rejects.toMatchObject({ code: 'cancelled' });
  tell(50);
  resolve(true);
  await expect(waiting).resolves.toBe(true);
  expect(comparison.hasFailed).toBe(false);
});

it('says that it failed', async () => {
  const { comparison, reject } = begun();
  reject(new Error('the drive is gone'));
  await expect(comparison.follow()).rejects.toThrow('the drive is gone');
  expect(comparison.hasFailed).toBe(true);
});
