import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'checkpoint-')); });
afterEach(async () => { await rm(folder, { recursive: true }); });

const checkpoint = { steps: 12, notes: { epoch: 3, best: 0.5 }, tensors: new Map([['a', Float32Array.of(1, -2, 3.5)], ['b', Float32Array.of(7)], ['none', new Float32Array(0)]]) };

test('what was written is read back, and nothing else lies beside it', async () => {
  const file = path.join(folder, 'run.checkpoint');
  await writeCheckpoint(file, { ...checkpoint, steps: 1 });
  await writeCheckpoint(file, checkpoint);
  expect(await readCheckpoint(file)).toEqual(checkpoint);
  expect(await readdir(folder)).toEqual(['run.checkpoint']);
});

test('a checkpoint cut short anywhere, or with one byte changed, is refused', async () => {
  const file = path.join(folder, 'run.checkpoint');
  await writeCheckpoint(file, checkpoint);
  const whole = await readFile(file);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(file, whole.subarray(0, length));
    await expect(readCheckpoint(file)).rejects.toMatchObject({ code: 'model-invalid' });
  }
  for (let position = 0; position < whole.length; position += 7) {
    const altered = Buffer.from(whole);
    altered[position] ^= 0x10;
    await writeFile(file, altered);
    await expect(readCheckpoint(file)).rejects.toMatchObject({ code: 'model-invalid' });
  }
});

test('says that its folder is gone', async () => {
  await expect(writeCheckpoint(path.join(folder, 'missing', 'run.checkpoint'), checkpoint)).rejects.toMatchObject({ code: 'not-found' });
});
