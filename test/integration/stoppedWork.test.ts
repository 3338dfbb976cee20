import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { countDotCase } from './countedDotCase.ts';
import type { TestWorkstation } from './testWorkstation.ts';

// Long work that a person waits for: it tells how far it is, and stopped it leaves nothing half done.
const copies = mkdtempSync(path.join(tmpdir(), 'copies-'));
let dots: CountedDotCase, workstation: TestWorkstation;
beforeAll(async () => {
  dots = await countDotCase();
  workstation = dots.open();
});
afterAll(async () => {
  await workstation.close();
  dots.remove();
  rmSync(copies, { recursive: true, force: true });
});

/** Stops the work as soon as it tells anything. */
function stoppedAtOnce(): { signal: AbortSignal; report: () => void } {
  const stopping = new AbortController();
  return { signal: stopping.signal, report: () => { stopping.abort(); } };
}

it('a slide that was moved: tells how much of it is read, and stopped leaves it where it was', async () => {
  const [slide] = dots.slides, moved = `${slide}.moved.tif`;
  renameSync(slide, moved);
  const found = async () => (await workstation.call('cases.get', { caseId: dots.caseId })).slides[0];
  const { id: slideId } = await found();
  await expect(workstation.call('cases.moveSlide', { slideId, path: moved }, stoppedAtOnce())).rejects.toMatchObject({ code: 'cancelled' });
  expect(await found()).toMatchObject({ path: slide, problem: expect.stringContaining('is not there') });
  const told: Progress[] = [];
  await workstation.call('cases.moveSlide', { slideId, path: moved }, { report: (progress) => { told.push(progress); } });
  expect(told.at(-1)!.total).toBeGreaterThan(10_000);
  expect(told.at(-1)!.done).toBe(told.at(-1)!.total);
  expect(await found()).toMatchObject({ path: moved });
});

it('a backup: tells how much is copied, and stopped leaves no file', async () => {
  const file = path.join(copies, 'backup.sqlite');
  await expect(workstation.call('settings.backUp', { path: file }, stoppedAtOnce())).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(copies)).toEqual([]);
  const told: Progress[] = [];
  await workstation.call('settings.backUp', { path: file }, { report: (progress) => { told.push(progress); } });
  expect(told[0]).toMatchObject({ stage: 'Copying the library', done: 0 });
  expect(told[0].total).toBeGreaterThan(10);
  expect(readdirSync(copies)).toEqual(['backup.sqlite']);
});

it('a backup is put back as the window says: what was done since is gone, also what only the write-ahead log held', async () => {
  const file = path.join(copies, 'before.sqlite'), folder = path.join(copies, 'library'), old = path.join(copies, 'old');
  await workstation.call('settings.backUp', { path: file });
  await workstation.call('cases.assign', { caseId: dots.caseId, assignedTo: 'Dr B' });
  // As a power cut leaves a library: its log beside it.
  mkdirSync(folder);
  for (const name of ['library.sqlite', 'library.sqlite-wal']) copyFileSync(path.join(dots.libraryDirectory, name), path.join(folder, name));
  const assigned = (): string | null | undefined => {
    const library = openLibrary(folder);
    try {
      return library.worklist.ofCase(dots.caseId)?.assignedTo;
    } finally {
      library.close();
    }
  };
  mkdirSync(old);
  for (const name of readdirSync(folder)) renameSync(path.join(folder, name), path.join(old, name));
  copyFileSync(file, path.join(folder, 'library.sqlite'));
  expect(assigned()).toBeNull();
  for (const name of readdirSync(old)) copyFileSync(path.join(old, name), path.join(folder, name));
  expect(assigned()).toBe('Dr B');
});
