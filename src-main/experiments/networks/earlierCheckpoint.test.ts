import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeCheckpoint } from '#main/training/trainer/checkpoint.ts';
import { earlierCheckpoint } from './earlierCheckpoint.ts';

let directory = '', file = '';
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'checkpoint-'));
  file = path.join(directory, 'augmented600.checkpoint');
  await writeCheckpoint(file, { steps: 7, tensors: new Map([['w', Float32Array.of(1, 2)]]), notes: { recipe: 'this', epoch: 2 } });
});
afterEach(() => { rmSync(directory, { recursive: true }); });

it('goes on from what an earlier run of the same recipe left, and from nothing where it left nothing', async () => {
  expect(await earlierCheckpoint(file, 'this')).toMatchObject({ steps: 7, notes: { epoch: 2 } });
  expect(await earlierCheckpoint(path.join(directory, 'none'), 'this')).toBeUndefined();
});

it('refuses a damaged one, naming it and what to do', async () => {
  truncateSync(file, 60);
  await expect(earlierCheckpoint(file, 'this')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('augmented600.checkpoint') as string, remedy: 'Delete it to begin this training again.' });
});

it('refuses one of another run', async () => {
  await expect(earlierCheckpoint(file, 'another')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('belongs to another run') as string });
});
