import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolders } from './makeFolders.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'folders-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

it('makes what is missing, and gives the topmost of it', () => {
  const place = path.join(directory, 'a', 'b', 'c');
  expect(makeFolders(place)).toBe(path.join(directory, 'a'));
  expect(existsSync(place)).toBe(true);
  expect(makeFolders(place)).toBeUndefined();
  expect(makeFolders(path.relative('.', path.join(place, 'd', '..', 'e')))).toBe(path.join(place, 'e'));
});

it('stops where a file lies on the way, and leaves none of the folders behind that it made', () => {
  writeFileSync(path.join(directory, 'file'), '');
  expect(() => makeFolders(path.join(directory, 'file', 'a', 'b'))).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining(path.join(directory, 'file')) as string }));
  expect(() => makeFolders(path.join(directory, 'a', 'b', 'x'.repeat(300)), { 'bad-input': 'Choose another.' })).toThrow(expect.objectContaining({ code: 'bad-input', remedy: 'Choose another.' }));
  mkdirSync(path.join(directory, 'mine'));
  expect(() => makeFolders(path.join(directory, 'mine', 'x'.repeat(300)))).toThrow(expect.objectContaining({ code: 'bad-input' }));
  expect(readdirSync(directory).sort()).toEqual(['file', 'mine']);
});

it('stops where a folder that is there has none made in it, and does not say that it is not there', ({ skip }) => {
  if (process.platform !== 'linux') return skip('only Linux has /proc');
  expect(() => makeFolders('/proc/myeloscope/below')).toThrow(expect.objectContaining({ code: 'not-permitted', message: '/proc/myeloscope can\'t be written: the disk does not take it (ENOENT).' }));
  return undefined;
});
