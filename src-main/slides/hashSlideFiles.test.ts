import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { filesOfSlide, hashSlideFiles } from './hashSlideFiles.ts';
import { hashFile } from './hashFile.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'companions-'));
afterAll(() => { rmSync(directory, { recursive: true }); });

/** Two MIRAX slides whose own files are the same bytes. */
function mirax(patient: string, cells: string): string {
  const folder = path.join(directory, patient);
  mkdirSync(path.join(folder, 'slide'), { recursive: true });
  writeFileSync(path.join(folder, 'slide.mrxs'), 'label');
  writeFileSync(path.join(folder, 'slide', 'Slidedat.ini'), '[GENERAL]');
  writeFileSync(path.join(folder, 'slide', 'Data0000.dat'), cells);
  return path.join(folder, 'slide.mrxs');
}

it('tells two slides apart by the cells that lie beside their equal files', async () => {
  const [a, b, again] = [mirax('a', 'cells of A'), mirax('b', 'cells of B'), mirax('c', 'cells of A')];
  expect(await hashFile(a)).toBe(await hashFile(b));
  expect(await hashSlideFiles(a)).not.toBe(await hashSlideFiles(b));
  expect(await hashSlideFiles(a)).toBe(await hashSlideFiles(again));
});

it('knows the files in which the pixels lie', async () => {
  const slide = mirax('f', 'cells of F');
  expect(await filesOfSlide(slide)).toEqual([slide, ...['Data0000.dat', 'Slidedat.ini'].map((name) => path.join(directory, 'f', 'slide', name))]);
  expect(await filesOfSlide(path.join(directory, 'one.svs'))).toEqual([path.join(directory, 'one.svs')]);
});

it('is the hash of the file where nothing lies beside it', async () => {
  const file = path.join(directory, 'slide.svs');
  writeFileSync(file, 'slide');
  mkdirSync(path.join(directory, 'slide'));
  writeFileSync(path.join(directory, 'slide', 'notes.txt'), 'no part of it');
  expect(await hashSlideFiles(file)).toBe(await hashFile(file));
});

it('is not that of the file alone where the folder beside it can\'t be read', async () => {
  const slide = mirax('e', 'cells');
  rmSync(path.join(directory, 'e', 'slide'), { recursive: true });
  writeFileSync(path.join(directory, 'e', 'slide'), 'no folder');
  await expect(hashSlideFiles(slide)).rejects.toBeInstanceOf(MyeloscopeError);
});

it('can be stopped', async () => {
  await expect(hashSlideFiles(mirax('d', 'cells'), { aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
});
