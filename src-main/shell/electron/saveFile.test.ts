import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveFile } from './saveFile.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'save-'));
  file = path.join(folder, 'report.pdf');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const bytes = new TextEncoder().encode('%PDF-1.7 new');

it('writes a new file, and over one that was there', async () => {
  expect(await saveFile(file, bytes)).toEqual({ kind: 'saved', place: file });
  expect(await saveFile(file, bytes.subarray(0, 8))).toEqual({ kind: 'saved', place: file });
  expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});

it('says in words what hinders it, and what to do', async () => {
  const away = path.join(folder, 'away', 'report.pdf');
  expect(await saveFile(away, bytes)).toEqual({
    kind: 'failed', failure: { code: 'not-found', sentence: `${away} can't be written: the folder ${path.dirname(away)} is not there.`, remedy: 'Check whether its drive is connected, or save it in another folder.' },
  });
  mkdirSync(file);
  expect(await saveFile(file, bytes)).toMatchObject({ kind: 'failed', failure: { code: 'bad-input', remedy: 'Save it under another name.' } });
  expect(readdirSync(folder)).toEqual(['report.pdf']);
});
