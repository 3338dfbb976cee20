import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteGroup, droppedFolder, groupOfCopy, markClaimed, markUnclaimed, unclaimedGroups } from './droppedCopy.ts';

const group = '00000000-0000-4000-8000-00000000000a';
const other = '00000000-0000-4000-8000-00000000000b';
let library: string;
let folder: string;
beforeEach(() => {
  library = mkdtempSync(path.join(tmpdir(), 'dropped-'));
  folder = droppedFolder(library);
  mkdirSync(path.join(folder, group), { recursive: true });
  writeFileSync(path.join(folder, group, 'smear.tif'), 'slide');
});
afterEach(() => { rmSync(library, { recursive: true, force: true }); });

it('knows a copy by its place, and nothing else for one', () => {
  expect(groupOfCopy(folder, path.join(folder, group, 'fields', '1.jpg'))).toBe(group);
  expect(groupOfCopy(folder, path.join(folder, group))).toBe(group);
  for (const place of [folder, library, path.join(folder, 'notes.tif'), path.join(folder, group, '..', '..', 'library.sqlite'), path.join(library, 'elsewhere', group, 'smear.tif'), `${folder}-old/${group}/smear.tif`, path.join(folder, '..', group), '/', '']) {
    expect(groupOfCopy(folder, place), place).toBeUndefined();
  }
});

it('deletes a group and its note, and no other', async () => {
  mkdirSync(path.join(folder, other));
  await markUnclaimed(folder, group);
  await markUnclaimed(folder, other);
  await deleteGroup(folder, group);
  expect(readdirSync(folder)).toEqual([other, `${other}.unclaimed`]);
});

it('never deletes what a link leads to, nor anything that is no group', async () => {
  const own = path.join(library, 'own');
  mkdirSync(path.join(own, other), { recursive: true });
  writeFileSync(path.join(own, 'smear.tif'), 'the only one');
  writeFileSync(path.join(own, other, 'smear.tif'), 'the only one');
  symlinkSync(own, path.join(folder, other));
  symlinkSync(own, path.join(folder, group, 'linked'));
  await deleteGroup(folder, other);
  await deleteGroup(folder, group);
  symlinkSync(own, path.join(library, 'linked'));
  await deleteGroup(path.join(library, 'linked'), other);
  expect(existsSync(path.join(own, 'smear.tif')) && existsSync(path.join(own, other, 'smear.tif'))).toBe(true);
  for (const name of ['..', '.', '', `${group}/..`, 'own']) await expect(deleteGroup(folder, name)).rejects.toThrow(RangeError);
});

it('tells what ended processes left from what a running one, or another computer, has in hand', async () => {
  const note = (name: string, words: string): void => { writeFileSync(path.join(folder, `${name}.unclaimed`), words); };
  const numbered = (last: string): string => group.replace(/a$/, last);
  // The parent of this process runs as long as it does; beyond the highest number of any system is no process.
  note(numbered('1'), `${String(process.ppid)} ${hostname()}\n`);
  note(numbered('2'), `2147483646 ${hostname()}\n`);
  note(numbered('3'), '2147483646 another-computer\n');
  note(numbered('4'), 'torn');
  await markUnclaimed(folder, group);
  await markUnclaimed(folder, other);
  await markClaimed(folder, other);
  note('no group', '1\n');
  const left = (await unclaimedGroups(folder)).filter(({ isLeft }) => isLeft).map((found) => found.group);
  expect(left.sort()).toEqual([numbered('2'), group]);
  expect(await unclaimedGroups(path.join(library, 'away'))).toEqual([]);
});
