import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveFreeName, giveName } from './giveName.ts';

/** That another program holds a file, as on Windows, or that a disk has no links, can't be had here: only the renaming and linking are others. */
const held = vi.hoisted(() => ({ times: 0, code: 'EPERM', hasLinks: true }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  const rename: typeof real.rename = (from, to) => (held.times-- > 0 ? Promise.reject(Object.assign(new Error('held'), { code: held.code })) : real.rename(from, to));
  const link: typeof real.link = (from, to) => (held.hasLinks ? real.link(from, to) : Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' })));
  return { ...real, rename, link };
});

let folder: string, beside: string, place: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'name-'));
  [beside, place] = ['.a.part', 'report.txt'].map((name) => path.join(folder, name));
  writeFileSync(beside, 'new');
});
afterEach(() => {
  Object.assign(held, { times: 0, code: 'EPERM', hasLinks: true });
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

it.each([['links', true], ['no links', false]] as const)('gives a free name, and only a free one, on a disk with %s', async (_disk, hasLinks) => {
  Object.assign(held, { hasLinks });
  await giveFreeName(beside, place);
  expect(readdirSync(folder)).toEqual(['report.txt']);
  writeFileSync(beside, 'newer');
  await expect(giveFreeName(beside, place)).rejects.toMatchObject({ code: 'bad-input' });
  expect(readFileSync(place, 'utf8')).toBe('new');
});

it('never shows an empty file under the name where the disk has links', async () => {
  // As a program that is killed between two of its steps would leave it: a renaming that is never begun.
  held.times = Infinity;
  await giveFreeName(beside, place);
  expect(readFileSync(place, 'utf8')).toBe('new');
});

it('gives the name back that it took for a new file when that could not be renamed', async () => {
  on('linux');
  Object.assign(held, { times: 1, hasLinks: false });
  await expect(giveFreeName(beside, place)).rejects.toMatchObject({ code: 'EPERM' });
  expect(existsSync(place)).toBe(false);
  await giveFreeName(beside, place);
  expect(readFileSync(place, 'utf8')).toBe('new');
});
