import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { picturesOfFolder } from './picturesOfFolder.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'exported-'));
  mkdirSync(path.join(directory, 'cells', 'NGS'), { recursive: true });
});
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

const code = (what: string, number: number): string => `${what}${number}`.padEnd(12, '0');
/** An export of eight patients, of one cell each. */
function putExport(): void {
  const rows = Array.from({ length: 8 }, (_, i) => {
    writeFileSync(path.join(directory, 'cells', 'NGS', `${i}.png`), '');
    return `NGS/${i}.png,${code('c', i)},${code('a', i)},${code('b', i)}`;
  });
  writeFileSync(path.join(directory, 'cells', 'manifest.csv'), `file,case,group,slide\n${rows.join('\n')}\n`);
}
const apart = async (): Promise<string[]> => {
  const { pictures, areCasesKnown } = await picturesOfFolder({ directory: path.join(directory, 'cells'), spanUm: 28, libraryDirectory: path.join(directory, 'library') }, ['NGS']);
  expect(areCasesKnown).toBe(true);
  expect(pictures).toHaveLength(8);
  return pictures.flatMap(({ file, isApart }) => (isApart ? [file] : []));
};

it('learns from no picture whose patient or slide the library keeps apart, though the case is gone, and keeps what it chooses', async () => {
  putExport();
  const library = openLibrary(path.join(directory, 'library'));
  library.trainingCases.keepSides(new Map([[`patient ${code('a', 2)}`, 'heldOut'], [`slide ${code('b', 5)}`, 'heldOut']]), '2026-01-01');
  expect(await apart()).toEqual(['NGS/2.png', 'NGS/5.png']);
  expect(library.trainingCases.sides().get(`patient ${code('a', 3)}`)).toBe('training');
  expect(library.trainingCases.sides().get(`patient ${code('a', 5)}`)).toBe('heldOut');
  library.close();
});

it('refuses another width than the manifest tells, before any side is kept', async () => {
  writeFileSync(path.join(directory, 'cells', 'NGS', '0.png'), '');
  writeFileSync(path.join(directory, 'cells', 'manifest.csv'), `file,case,width_um\nNGS/0.png,${code('c', 0)},28\n`);
  const place = { directory: path.join(directory, 'cells'), libraryDirectory: path.join(directory, 'library') };
  await expect(picturesOfFolder({ ...place, spanUm: 22 }, ['NGS'])).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('28 µm wide') as string });
  const library = openLibrary(place.libraryDirectory);
  expect(library.trainingCases.sides().size).toBe(0);
  library.close();
  expect((await picturesOfFolder({ ...place, spanUm: 28 }, ['NGS'])).pictures).toHaveLength(1);
});

it('keeps the same cases of a stranger\'s export apart every time', async () => {
  putExport();
  const first = await apart();
  expect(first).toHaveLength(2);
  expect(await apart()).toEqual(first);
});

it('refuses a folder that is no class, with a table of cases or without', async () => {
  for (const file of ['NGS/0.png', 'NSG/1.png']) {
    mkdirSync(path.dirname(path.join(directory, 'cells', file)), { recursive: true });
    writeFileSync(path.join(directory, 'cells', file), '');
  }
  const groupsFile = path.join(directory, 'groups.csv'), place = { directory: path.join(directory, 'cells'), spanUm: 28, libraryDirectory: path.join(directory, 'library') };
  writeFileSync(groupsFile, 'file,patient\nNGS/0.png,p1\n');
  for (const groups of [{}, { groupsFile, groupColumn: 'patient' }]) {
    await expect(picturesOfFolder({ ...place, ...groups }, ['NGS'])).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('no class: NSG.') as string });
  }
});

it('takes a picture that lies under two patients\' names once a side, so that whoever judges is seen to have been learnt from', async () => {
  const patients = Array.from({ length: 12 }, (_, i) => `p${i}`);
  const table = patients.map((patient, i) => {
    writeFileSync(path.join(directory, 'cells', 'NGS', `${i}.png`), `cell ${i}`);
    writeFileSync(path.join(directory, 'cells', 'NGS', `copy${i}.png`), `cell ${i}`);
    return `NGS/${i}.png,${patient}\nNGS/copy${i}.png,p0`;
  });
  const groupsFile = path.join(directory, 'groups.csv');
  writeFileSync(groupsFile, `file,patient\n${table.join('\n')}\n`);
  const { pictures, skipped } = await picturesOfFolder({ directory: path.join(directory, 'cells'), groupsFile, groupColumn: 'patient', spanUm: 28, libraryDirectory: path.join(directory, 'library') }, ['NGS']);
  const cellOf = (file: string): string => path.basename(file).replace('copy', '');
  const apart = pictures.filter(({ isApart }) => isApart).map(({ file }) => cellOf(file)), learnt = pictures.filter(({ isApart }) => !isApart).map(({ file }) => cellOf(file));
  // One patient holds copies of all: whatever the other side holds, it holds too.
  expect(Math.max(apart.length, learnt.length)).toBe(12);
  expect(Math.min(apart.length, learnt.length)).toBeGreaterThan(1);
  expect([new Set(apart).size, new Set(learnt).size]).toEqual([apart.length, learnt.length]);
  expect(pictures.length + skipped.length).toBe(24);
});
