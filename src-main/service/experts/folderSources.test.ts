import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { folderSources } from './folderSources.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'expert-folder-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

const code = (what: string, number: number): string => `${what}${number}`.padEnd(12, '0');
const sourcesOf = (more = {}) => folderSources({ directory: path.join(directory, 'cells'), spanUm: 28, ...more }, ['NGB', 'NGS'], ['NGB', 'NGS', 'LYT'], path.join(directory, 'library'));

/** Two cells of each of eight patients, a third of another class. */
function putPictures(): string[] {
  const codes = ['NGB', 'NGS', 'LYT'];
  for (const name of codes) mkdirSync(path.join(directory, 'cells', name), { recursive: true });
  return Array.from({ length: 8 }, (_, patient) => patient).flatMap((patient) => codes.map((name) => {
    writeFileSync(path.join(directory, 'cells', name, `${patient}.png`), '');
    return `${name}/${patient}.png,${code('c', patient)},${code('a', patient)},${code('b', patient)}`;
  }));
}

it('takes the cases of an export from its manifest, and learns from no patient whom the library keeps apart', async () => {
  const rows = putPictures();
  writeFileSync(path.join(directory, 'cells', 'manifest.csv'), `file,case,group,slide\n${rows.join('\n')}\n`);
  const library = openLibrary(path.join(directory, 'library'));
  library.trainingCases.keepSides(new Map([2, 5].map((patient) => [`patient ${code('a', patient)}`, 'heldOut'])), '2026-01-01');
  library.close();
  const { sources, areCasesKnown } = await sourcesOf();
  expect(areCasesKnown).toBe(true);
  expect(sources.map(({ name }) => name).sort()).toEqual([0, 1, 3, 4, 6, 7].flatMap((patient) => [`NGB/${patient}.png`, `NGS/${patient}.png`]).sort());
  // Both cells of one patient stand in one fold.
  expect(new Set(sources.map(({ group }) => group)).size).toBe(6);
});

it('knows the cases only where the table tells that of every picture', async () => {
  const rows = putPictures().map((row) => row.split(',').slice(0, 2).join(','));
  const groupsFile = path.join(directory, 'table.csv'), table = { groupsFile, groupColumn: 'case' };
  writeFileSync(groupsFile, `file,case\n${rows.join('\n')}\n`);
  expect((await sourcesOf(table)).areCasesKnown).toBe(true);
  writeFileSync(groupsFile, `file,case\n${rows[0]}\n`);
  expect((await sourcesOf(table)).areCasesKnown).toBe(false);
  expect((await sourcesOf()).areCasesKnown).toBe(false);
});
