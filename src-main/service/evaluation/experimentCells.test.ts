import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { experimentCells } from './experimentCells.ts';

let directory: string;
beforeEach(() => {
  directory = path.join(mkdtempSync(path.join(tmpdir(), 'experiment-cells-')), 'cells');
  for (const file of ['LYT/1.png', 'LYT/2.png', 'PLT/3.png', 'UNK/4.png']) {
    mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(directory, file), 'Nothing of it is decoded here.');
  }
});
afterEach(() => { rmSync(path.dirname(directory), { recursive: true, force: true }); });

function table(name: string, text: string): string {
  const file = path.join(directory, name);
  writeFileSync(file, text);
  return file;
}

it('says how many pictures have no group, and what was not used', async () => {
  const groupsFile = table('cells.csv', 'file,patient\nLYT/1.png,P1\n');
  const { cells, described } = await experimentCells({ directory, spanUm: 22, groupsFile, groupColumn: 'patient' });
  expect(cells.map(({ group, name }) => [name, group])).toEqual([['cells/LYT/1.png', 'cells/P1'], ['cells/LYT/2.png', 'cells/LYT/2.png'], ['cells/PLT/3.png', 'cells/PLT/3.png']]);
  expect(described).toBe('cells, 22 µm wide, groups by patient (2 of 3 pictures have none and stand each for itself: figures flatter where cells of one patient lie on both sides);'
    + ' not used: UNK/ (1 pictures of cells that nobody could name have no truth to compare with)');
});

it('refuses a width that an export contradicts, and takes the groups of its manifest', async () => {
  table('manifest.csv', 'file,class,case,group,width_um\nLYT/1.png,LYT,c1,p1,28\nLYT/2.png,LYT,c2,p1,28\nPLT/3.png,PLT,c3,p2,28\n');
  await expect(experimentCells({ directory, spanUm: 22 })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('28 µm wide') as string });
  const { cells, described } = await experimentCells({ directory, spanUm: 28 });
  expect(cells.map(({ group }) => group)).toEqual(['cells/p1', 'cells/p1', 'cells/p2']);
  expect(described).toMatch(/^cells, 28 µm wide, groups by group; not used/u);
  const apart = await experimentCells({ directory, spanUm: 28, isUngrouped: true });
  expect(apart.cells.map(({ group }) => group)).toEqual(['cells/LYT/1.png', 'cells/LYT/2.png', 'cells/PLT/3.png']);
  expect(apart.described).toContain('each picture a group of its own (figures flatter');
  await expect(experimentCells({ directory, spanUm: 28, artefacts: { directory, spanUm: 22 } })).rejects.toMatchObject({ code: 'bad-input' });
});

it('takes of another folder its artefacts alone', async () => {
  const { cells, described } = await experimentCells({ directory, spanUm: 22, artefacts: { directory, spanUm: 30 } });
  expect(cells.map(({ label, spanUm }) => [label, spanUm])).toEqual([['LYT', 22], ['LYT', 22], ['PLT', 22], ['PLT', 30]]);
  expect(described).toContain('; artefacts of cells, 30 µm wide, each picture a group of its own');
});
