import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStateFolder } from './stateFolder.ts';

let directory = '';
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'experiment-state-')); });
afterEach(() => { rmSync(directory, { recursive: true }); });

it('gives back what was put, in another process too, and nothing lies beside it', async () => {
  const first = await openStateFolder(directory, { seed: 1, missing: undefined });
  await first.put('all/fold 1/HOG', [1, 2]);
  const again = await openStateFolder(directory, { seed: 1 });
  expect(again.get('all/fold 1/HOG')).toEqual([1, 2]);
  expect(again.get('all/fold 2/HOG')).toBeUndefined();
  expect(readdirSync(directory).sort()).toEqual(['all_fold_1_HOG.json', 'recipe.json']);
  again.remove('all/fold 1/HOG');
  expect(again.get('all/fold 1/HOG')).toBeUndefined();
});

it('refuses a folder in which something was worked out with other settings, or with nobody knows which', async () => {
  const state = await openStateFolder(directory, { seed: 1 });
  writeFileSync(state.pathOf('network.checkpoint'), '');
  await expect(openStateFolder(directory, { seed: 2 })).rejects.toMatchObject({ code: 'bad-input' });
  state.remove('recipe');
  await expect(openStateFolder(directory, { seed: 1 })).rejects.toMatchObject({ code: 'bad-input' });
});

it('begins anew where nothing was worked out: what was refused, and then mended, is no other run', async () => {
  const state = await openStateFolder(directory, { seed: 1 });
  // As a program leaves it that was killed while it wrote.
  writeFileSync(state.pathOf('.0f1e2d3c4b5a.part'), '[1,');
  const again = await openStateFolder(directory, { seed: 2 });
  await again.put('all', 1);
  expect((await openStateFolder(directory, { seed: 2 })).get('all')).toBe(1);
});

it('refuses what is damaged, and says which file to delete', async () => {
  const state = await openStateFolder(directory, {});
  writeFileSync(state.pathOf('torn.json'), '[1, 2');
  expect(() => state.get('torn')).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('torn.json') as string, remedy: expect.stringContaining('Delete it') as string }));
  state.remove('torn');
  expect(state.get('torn')).toBeUndefined();
});

it('refuses a damaged recipe: without it nobody knows what the other files belong to', async () => {
  const state = await openStateFolder(directory, { seed: 1 });
  writeFileSync(state.pathOf('recipe.json'), '{"seed":');
  await expect(openStateFolder(directory, { seed: 1 })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('recipe.json') as string, remedy: `Delete the whole folder ${directory} to begin again.` });
});

it('says where something else lies in its place, and what to do', async () => {
  writeFileSync(path.join(directory, 'file'), '');
  await expect(openStateFolder(path.join(directory, 'file'), {})).rejects.toMatchObject({ code: 'bad-input', remedy: 'Choose another folder with --out.' });
});
