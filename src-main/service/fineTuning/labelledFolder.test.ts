import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { labelledFolder } from './labelledFolder.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'labelled-'));
  for (const code of ['NGS', 'LYT']) mkdirSync(path.join(directory, code));
});
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const picture = (file: string) => { writeFileSync(path.join(directory, file), ''); };
const [patient, slide, own] = ['a', 'b', 'c'].map((letter) => letter.repeat(12));

it('takes what the manifest lists by its path, and not a picture of the same name under the old class', async () => {
  ['NGS/1.png', 'LYT/1.png', 'LYT/2.png', 'LYT/3.png'].forEach(picture);
  writeFileSync(path.join(directory, 'manifest.csv'), `file,case,group,slide\nLYT/1.png,first,${patient},${slide}\nLYT/2.png,second,p2,\nLYT/3.png,${own},p3,\n`);
  const { pictures, skipped, cases } = await labelledFolder(directory, [{ key: own.padEnd(64, '0'), patient: 'theirs' }]);
  expect(pictures.map(({ file }) => file)).toEqual(['LYT/1.png', 'LYT/2.png']);
  expect(skipped).toEqual([{ file: 'LYT/3.png', reason: 'its case is in the library itself' }, { file: 'NGS/1.png', reason: 'the manifest does not list it' }]);
  expect(cases).toEqual([{ key: 'folder first', patient, slides: [slide] }, { key: 'folder second', patient: 'folder p2', slides: [] }]);
});

it('refuses a manifest of other pictures', async () => {
  picture('NGS/1.png');
  writeFileSync(path.join(directory, 'manifest.csv'), 'file,case\n1.png,first\n');
  await expect(labelledFolder(directory, [])).rejects.toThrow('lists none of the pictures');
});

it('refuses a folder that is no class: its cells would be missed only when all is learnt', async () => {
  mkdirSync(path.join(directory, 'NSG'));
  ['NGS/1.png', 'NSG/2.png'].forEach(picture);
  await expect(labelledFolder(directory, [])).rejects.toMatchObject({ code: 'bad-input', message: `${directory} has folders that are no class: NSG.` });
});
