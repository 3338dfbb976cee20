import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { members } from '#main/training/classifier/classifierRecipe.ts';
import { trainMemberApart } from './trainMemberApart.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'myeloscope-apart-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const order = { dataDirectory: folder, workDirectory: folder, seed: 1, threads: 1 };

it('says in words what hinders a training in a process of its own', async () => {
  await expect(trainMemberApart({ ...order, member: members[0].name }, {})).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(folder) as string });
  await expect(trainMemberApart({ ...order, member: 'nobody' }, {})).rejects.toMatchObject({ code: 'internal', message: 'The recipe has no network "nobody".' });
});

it('ends the process when it is stopped', async () => {
  await expect(trainMemberApart({ ...order, member: members[0].name }, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
});
