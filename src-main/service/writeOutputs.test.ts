import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkWritable, writeOutputs } from './writeOutputs.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'outputs-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const text = (name: string, content: string) => ({ name, content });
const failing = (name: string, code: string) => ({
  name,
  content: async (file: string) => {
    await writeFile(file, 'half');
    throw Object.assign(new Error('failed'), { code });
  },
});

it('writes all files, over older ones, and nothing else', async () => {
  const out = path.join(directory, 'a', 'b');
  await writeOutputs(out, [text('x.json', 'old')]);
  expect(await writeOutputs(out, [text('x.json', 'new'), text('y.csv', '1')])).toEqual([path.join(out, 'x.json'), path.join(out, 'y.csv')]);
  expect(readdirSync(out).sort()).toEqual(['x.json', 'y.csv']);
  expect(readFileSync(path.join(out, 'x.json'), 'utf8')).toBe('new');
});

it('leaves everything as it was when one of them fails', async () => {
  writeFileSync(path.join(directory, 'x.json'), 'old');
  await expect(writeOutputs(directory, [text('x.json', 'new'), failing('report.pdf', 'ENOSPC')])).rejects.toMatchObject({ code: 'disk-full' });
  expect(readdirSync(directory)).toEqual(['x.json']);
  expect(readFileSync(path.join(directory, 'x.json'), 'utf8')).toBe('old');
});

it('takes away the folders it made, and only those', async () => {
  await expect(writeOutputs(path.join(directory, 'a', 'b'), [failing('x', 'EACCES')])).rejects.toMatchObject({ code: 'not-permitted' });
  expect(readdirSync(directory)).toEqual([]);
  mkdirSync(path.join(directory, 'mine'));
  await expect(writeOutputs(path.join(directory, 'mine'), [failing('x', 'EACCES')])).rejects.toMatchObject({ code: 'not-permitted' });
  expect(existsSync(path.join(directory, 'mine'))).toBe(true);
});

it('tells before a count whether the folder can be written to, without a trace', async () => {
  await checkWritable(path.join(directory, 'a', 'b'));
  expect(readdirSync(directory)).toEqual([]);
  writeFileSync(path.join(directory, 'file'), '');
  await expect(checkWritable(path.join(directory, 'file'))).rejects.toMatchObject({ code: 'bad-input' });
  await expect(checkWritable(path.join(directory, 'file', 'below'))).rejects.toMatchObject({ code: 'bad-input' });
});
