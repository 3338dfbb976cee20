import { expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import { PartsProgress } from './partsProgress.ts';

it('shows parts of different weights as one piece of work', async () => {
  const shown: Progress[] = [];
  const parts = new PartsProgress({ report: (progress) => { shown.push(progress); } }, 'Training', 40);
  expect(await parts.part(10, ({ report }) => { report?.({ stage: 'inner', done: 1, total: 4 }); return Promise.resolve('first'); })).toBe('first');
  await parts.part(30, ({ report }) => { report?.({ stage: 'inner', done: 1, total: 2 }); report?.({ stage: 'reading', done: 0, total: 0 }); return Promise.resolve(); });
  expect(shown).toEqual([2.5, 10, 25, 10, 40].map((done) => ({ stage: 'Training', done, total: 40 })));
});
