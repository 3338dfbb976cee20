import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRunner } from './createRunner.ts';
import type { ModelRunner } from './modelRunner.ts';
import { trialModel } from './trialModel.ts';

let runner: ModelRunner;
beforeAll(async () => { runner = await createRunner(trialModel, { threads: 1 }); });
afterAll(async () => { await runner.release(); });

const pictures = (count: number, side: number) => ({
  data: Float32Array.from({ length: count * 3 * side * side }, (_, index) => Math.cos(index * 0.11)), shape: [count, 3, side, side],
});

test('a model says its names and takes any batch and size it was made for', async () => {
  expect([runner.provider, runner.inputNames, runner.outputNames]).toEqual(['cpu', ['pictures'], ['answer']]);
  const four = await runner.run({ pictures: pictures(4, 32) });
  expect(four.answer.shape).toEqual([4, 4]);
  const single = await runner.run({ pictures: { data: pictures(4, 32).data.slice(3 * 32 * 32, 2 * 3 * 32 * 32), shape: [1, 3, 32, 32] } });
  single.answer.data.forEach((value, index) => { expect(value).toBeCloseTo(four.answer.data[4 + index], 5); });
  expect((await runner.run({ pictures: pictures(1, 48) })).answer.shape).toEqual([1, 4]);
});

test.each([
  ['another name', { images: pictures(1, 32) }, 'The model expects an input called pictures.'],
  ['too few values', { pictures: { data: new Float32Array(5), shape: [1, 3, 32, 32] } }, 'The input pictures has 5 values for the shape [1, 3, 32, 32].'],
  ['another number of channels', { pictures: { data: new Float32Array(32 * 32), shape: [1, 1, 32, 32] } }, /pictures is float32 \[batch, 3, height, width\], not float32 \[1, 1, 32, 32\]/],
  ['too few axes', { pictures: { data: new Float32Array(3 * 32 * 32), shape: [3, 32, 32] } }, /not float32 \[3, 32, 32\]/],
])('an input of %s is refused', async (_, inputs, message) => {
  const refusal = runner.run(inputs as Parameters<ModelRunner['run']>[0]);
  await expect(refusal).rejects.toThrow(message);
  await expect(refusal).rejects.toMatchObject({ code: 'model-invalid' });
});

test('a file that is missing, cut short or no model is refused by name', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'runner-'));
  const file = path.join(folder, 'model.onnx');
  await expect(createRunner(file)).rejects.toMatchObject({ code: 'model-missing', message: `The model ${file} was not found or cannot be read.` });
  for (const bytes of [new Uint8Array(0), trialModel.slice(0, trialModel.length / 2), new TextEncoder().encode('not a model')]) {
    await writeFile(file, bytes);
    await expect(createRunner(file)).rejects.toMatchObject({ code: 'model-invalid' });
    await expect(createRunner(bytes)).rejects.toMatchObject({ code: 'model-invalid' });
  }
  await writeFile(file, trialModel);
  const fromFile = await createRunner(file, { threads: 1 });
  const [here, there] = [await runner.run({ pictures: pictures(2, 32) }), await fromFile.run({ pictures: pictures(2, 32) })];
  expect(there).toEqual(here);
  await fromFile.release();
  await rm(folder, { recursive: true });
});
