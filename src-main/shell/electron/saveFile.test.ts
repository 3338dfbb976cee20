import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveError, saveFile } from './saveFile.ts';

/** A disk that fills up while a file is written can't be had everywhere: only the opening of files is another here. */
const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  const open: typeof real.open = async (...given) => {
    const handle = await real.open(...given);
    if (disk.isFull) {
      handle.writeFile = async () => {
        await handle.write('%PDF');
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      };
    }
    return handle;
  };
  return { ...real, open };
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'save-'));
  file = path.join(folder, 'report.pdf');
});
afterEach(() => {
  disk.isFull = false;
  rmSync(folder, { recursive: true, force: true });
});
const bytes = new TextEncoder().encode('%PDF-1.7 new');

it('writes a new file, and over one that was there, and leaves nothing else behind', async () => {
  expect(await saveFile(file, bytes)).toEqual({ kind: 'saved', place: file });
  expect(await saveFile(file, bytes.subarray(0, 8))).toEqual({ kind: 'saved', place: file });
  expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});

it('leaves the file that was there as it was when the disk fills up, and says so in words', async () => {
  writeFileSync(file, 'the report of yesterday');
  disk.isFull = true;
  expect(await saveFile(file, bytes)).toEqual({
    kind: 'failed', failure: { code: 'disk-full', sentence: `report.pdf was not saved: the disk of ${folder} is full.`, remedy: 'Free some space there, or save it on another disk.' },
  });
  expect(readFileSync(file, 'utf8')).toBe('the report of yesterday');
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});

it('follows a link to the file that it stands for', async () => {
  const real = path.join(folder, 'real.pdf');
  writeFileSync(real, 'old');
  symlinkSync(real, file);
  expect(await saveFile(file, bytes)).toEqual({ kind: 'saved', place: file });
  expect(readFileSync(real)).toEqual(Buffer.from(bytes));
});

it('says in words that a folder is gone, or that one lies under the name', async () => {
  expect(await saveFile(path.join(folder, 'away', 'report.pdf'), bytes)).toMatchObject({ kind: 'failed', failure: { code: 'not-found' } });
  mkdirSync(file);
  expect(await saveFile(file, bytes)).toMatchObject({ kind: 'failed', failure: { code: 'bad-input' } });
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});

it.skipIf(process.getuid?.() === 0)('writes over nothing that is read-only', async () => {
  writeFileSync(file, 'kept');
  chmodSync(file, 0o400);
  expect(await saveFile(file, bytes)).toMatchObject({ kind: 'failed', failure: { code: 'not-permitted' } });
  expect(readFileSync(file, 'utf8')).toBe('kept');
});

it.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EBUSY', 'ENOENT', 'EISDIR', 'EIO'])('has a sentence and a way on for %s', (code) => {
  const error = saveError('/a/report.pdf', Object.assign(new Error(`${code}: failed, open`), { code })) as { message: string; remedy: string };
  expect(error.message).toMatch(/^report\.pdf was not saved: .*\/a/);
  expect(error.remedy).not.toBe('');
});
