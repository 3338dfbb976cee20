import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveFreeName, giveName } from './giveName.ts';

/** That another program holds a file, as on Windows, can't be had here: only the renaming is another. */
const held = vi.hoisted(() => ({ times: 0, code: 'EPERM' }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  const rename: typeof real.rename = (from, to) => (held.times-- > 0 ? Promise.reject(Object.assign(new Error('held'), { code: held.code })) : real.rename(from, to));
  return { ...real, rename };
});

let folder: string, beside: string, place: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'name-'));
  [beside, place] = ['.a.part', 'report.txt'].map((name) => path.join(folder, name));
  writeFileSync(beside, 'new');
});
afterEach(() => {
  held.times = 0;
  held.code = 'EPERM';
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});
const on = (platform: NodeJS.Platform): void => { vi.stubGlobal('process', { ...process, platform }); };

it('waits on Windows until another program lets go of the file', async () => {
  on('win32');
  writeFileSync(place, 'old');
  held.times = 2;
  await giveName(beside, place);
  expect(readFileSync(place, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

it.each([['linux', 'EPERM'], ['win32', 'ENOSPC']] as const)('does not wait on %s for %s, which does not pass', async (platform, code) => {
  on(platform);
  Object.assign(held, { times: 1, code });
  await expect(giveName(beside, place)).rejects.toMatchObject({ code });
  expect(existsSync(place)).toBe(false);
});

it('gives the name back that it took for a new file when that could not be renamed', async () => {
  on('linux');
  held.times = 1;
  await expect(giveFreeName(beside, place)).rejects.toMatchObject({ code: 'EPERM' });
  expect(existsSync(place)).toBe(false);
  await giveFreeName(beside, place);
  await expect(giveFreeName(beside, place)).rejects.toMatchObject({ code: 'bad-input' });
  expect(readFileSync(place, 'utf8')).toBe('new');
});
