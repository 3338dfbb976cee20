import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
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

const flat = (): Sharp => sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } });

it('tells pictures by their bytes where their names do not, and names those of a kind that is not read', async () => {
  const place = (file: string) => path.join(directory, file);
  mkdirSync(place('BAS'));
  await flat().gif().toFile(place('BAS/x.gif'));
  await flat().webp().toFile(place('BAS/x'));
  await flat().jpeg().toFile(place('BAS/y.jfif'));
  mkdirSync(place('MON'));
  await flat().webp().toFile(place('MON/z.webp'));
  await flat().avif().toFile(place('NGS/z.avif'));
  for (const [file, bytes] of [['Thumbs.db', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'], ['list.csv', 'file,class\n'], ['notes.txt', 'BM was here'], ['.hidden.png', ''], ['none', '']]) {
    writeFileSync(place(`NGS/${file}`), bytes, 'latin1');
  }
  const { pictures, skipped } = await listCellPictures(directory);
  expect(pictures.map(({ file }) => file)).toEqual(['BAS/y.jfif', 'LYT/a.png', 'NGS/a.png']);
  expect(skipped).toEqual([['BAS/x', 'a WebP'], ['BAS/x.gif', 'a GIF'], ['MON/z.webp', 'a WebP'], ['NGS/z.avif', 'an AVIF']].map(([file, kind]) =>
    ({ file, reason: `it is ${kind} picture, which is not read here` })));
});

it('takes codes in small letters, and passes over the folders that systems make', async () => {
  for (const folder of ['eos', '__MACOSX/NGS', 'NGS/@eaDir', '.git', 'LYT/.@__thumb', '@eaDir', '#recycle']) mkdirSync(path.join(directory, folder), { recursive: true });
  writeFileSync(path.join(directory, 'eos', 'b.png'), '');
  expect(await listCellPictures(directory, { mustKnowAllClasses: true })).toEqual({ skipped: [], pictures: [{ file: 'LYT/a.png', truth: 'LYT' }, { file: 'NGS/a.png', truth: 'NGS' }, { file: 'eos/b.png', truth: 'EOS' }] });
});

it('leaves folders out that are no class, says so before all else, and refuses them where nothing is left or a model is made', async () => {
  for (const folder of ['OST', 'Neutro', 'BAS']) mkdirSync(path.join(directory, folder));
  for (const file of ['OST/1.png', 'OST/2.jpg', 'OST/list.csv', 'Neutro/1.png']) writeFileSync(path.join(directory, file), '');
  const { pictures, skipped } = await listCellPictures(directory);
  expect(pictures.map(({ file }) => file)).toEqual(['LYT/a.png', 'NGS/a.png']);
  expect(skipped).toEqual([
    { file: 'Neutro/', reason: 'it is no class: its 1 picture is left out' }, { file: 'OST/', reason: 'it is no class: its 2 pictures are left out' }, { file: 'BAS/', reason: 'it holds no picture' },
  ]);
  const refused = { code: 'bad-input', message: `${directory} has folders that are no class: Neutro, OST.`, remedy: expect.stringContaining('BAS, MAS') as string };
  await expect(listCellPictures(directory, { mustKnowAllClasses: true })).rejects.toMatchObject(refused);
  for (const folder of ['LYT', 'NGS']) rmSync(path.join(directory, folder), { recursive: true });
  await expect(listCellPictures(directory)).rejects.toMatchObject(refused);
});

it('says that a folder is not there, and that a file is none', async () => {
  await expect(listCellPictures(path.join(directory, 'absent'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('absent') as string });
  await expect(listCellPictures(path.join(directory, 'LYT/a.png'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('a.png') as string });
});
