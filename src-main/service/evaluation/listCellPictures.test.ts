import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listCellPictures } from './listCellPictures.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cell-pictures-'));
  for (const code of ['LYT', 'NGS']) {
    mkdirSync(path.join(directory, code));
    writeFileSync(path.join(directory, code, 'a.png'), '');
  }
});
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

it('passes over links that lead nowhere, and names them', async ({ skip }) => {
  if (process.platform === 'win32') return skip('links ask for rights on Windows');
  symlinkSync(path.join(directory, 'gone'), path.join(directory, 'EOS'));
  symlinkSync(path.join(directory, 'circle'), path.join(directory, 'circle'));
  symlinkSync(path.join(directory, 'LYT'), path.join(directory, 'MON'));
  const { pictures, skipped } = await listCellPictures(directory);
  expect(pictures.map(({ file }) => file)).toEqual(['LYT/a.png', 'MON/a.png', 'NGS/a.png']);
  expect(skipped).toEqual(['EOS', 'circle'].map((file) => ({ file, reason: 'it is a link that leads nowhere' })));
  return undefined;
});

it('says which folder may not be read, and what to do', async ({ skip }) => {
  if (process.platform === 'win32') return skip('Windows keeps permissions elsewhere');
  chmodSync(directory, 0o755);
  chmodSync(path.join(directory, 'NGS'), 0o000);
  const script = `const { listCellPictures } = await import(${JSON.stringify(path.join(import.meta.dirname, 'listCellPictures.ts'))}); await listCellPictures(process.argv[1]).then(() => console.log('listed'), (error) => console.log(error.code, error.message, error.remedy));`;
  // Root may read everything: another user tries.
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const said = (folder: string) => spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], { encoding: 'utf8', ...asNobody });
  const { stdout, stderr } = said(directory);
  if (/EACCES|Cannot find/.test(stderr)) return skip('the source is not readable for another user');
  expect(stdout).toContain(`not-permitted ${path.join(directory, 'NGS')} can't be read: permission was refused. Ask`);
  chmodSync(path.join(directory, 'NGS'), 0o755);
  // Names can be listed, but what stands behind them can't be looked at.
  chmodSync(directory, 0o644);
  expect(said(directory).stdout).toContain(`not-permitted ${path.join(directory, 'LYT')} can't be read: permission was refused. Ask`);
  chmodSync(directory, 0o755);
  return undefined;
});

it('refuses folders within a class, also one that is named as a picture, and names them all', async () => {
  mkdirSync(path.join(directory, 'NGS', 'patient1'));
  writeFileSync(path.join(directory, 'NGS', 'patient1', 'b.png'), '');
  mkdirSync(path.join(directory, 'LYT', 'folder.png'));
  await expect(listCellPictures(directory)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('LYT/folder.png, NGS/patient1.') as string });
});

it('says that a class has no picture', async () => {
  mkdirSync(path.join(directory, 'EOS'));
  mkdirSync(path.join(directory, 'MON'));
  writeFileSync(path.join(directory, 'MON', 'notes.txt'), '');
  const { pictures, skipped } = await listCellPictures(directory);
  expect(pictures.map(({ file }) => file)).toEqual(['LYT/a.png', 'NGS/a.png']);
  expect(skipped).toEqual(['EOS/', 'MON/'].map((file) => ({ file, reason: 'it holds no picture' })));
});

it('says that a folder is not there, and that a file is none', async () => {
  await expect(listCellPictures(path.join(directory, 'absent'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('absent') as string });
  await expect(listCellPictures(path.join(directory, 'LYT/a.png'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('a.png') as string });
});
