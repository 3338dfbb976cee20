import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { writeModel } from './writeModel.ts';
import { isNameTaken, writeNewModel } from './writeNewModel.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'new-model-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });
let at: string, made = 0;
beforeEach(() => { at = path.join(directory, String(made++)); });
const card: ModelCard = {
  formatVersion: 1, kind: 'detector', name: 'theirs', version: '1', file: 'theirs.onnx', sha256: 'a'.repeat(64), licence: 'none', summary: 'Made for a test.',
  input: { micrometresPerPixel: 0.46, outputStride: 4 }, thresholds: { nucleatedCell: 0.5, redCell: 0.5, platelet: 0.5 },
  training: { pictures: [], seed: 1, command: 'none', softwareVersion: '0' }, figures: [], doubts: [],
};
const first = Uint8Array.of(1), second = Uint8Array.of(2);

it('never writes over a model, nor over what is left of one', async () => {
  await writeNewModel(at, card, first);
  await expect(writeNewModel(at, card, second)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('theirs') as string });
  writeFileSync(path.join(at, 'theirs.card.json'), '{ damaged');
  await expect(writeNewModel(at, card, second)).rejects.toMatchObject({ code: 'bad-input' });
  rmSync(path.join(at, 'theirs.card.json'));
  await expect(writeNewModel(at, card, second)).rejects.toMatchObject({ code: 'bad-input' });
  expect([...readFileSync(path.join(at, 'theirs.onnx'))]).toEqual([1]);
});

it('keeps one of two that are written at once, whole', async () => {
  const outcomes = await Promise.allSettled([first, second].map((onnx) => writeNewModel(at, card, onnx)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const kept = outcomes.findIndex(({ status }) => status === 'fulfilled') + 1;
  expect(readdirSync(at).sort()).toEqual(['theirs.card.json', 'theirs.onnx']);
  expect([...readFileSync(path.join(at, 'theirs.onnx'))]).toEqual([kept]);
});

it.each<[string, ModelCard, RegExp]>([
  ['beyond a bound', { ...card, thresholds: { nucleatedCell: 2, redCell: 0.5, platelet: 0.5 } }, /"thresholds\.nucleatedCell"/],
  ['with a number that JSON has not', { ...card, figures: [{ name: 'f', value: Infinity, on: 'nothing' }] }, /"figures\.0\.value"/],
  ['too large to be read', { ...card, summary: 'x'.repeat(5_000_000) }, /too large/],
])('writes nothing with a card %s, which would not be read back', async (_, wrong, words) => {
  for (const write of [writeModel, writeNewModel]) await expect(write(at, wrong, first)).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringMatching(words) as string });
  expect(existsSync(at)).toBe(false);
});

it('completes the very same model that was cut short between its two files', async () => {
  await writeNewModel(at, card, first);
  rmSync(path.join(at, 'theirs.card.json'));
  await writeNewModel(at, card, first);
  expect(readdirSync(at).sort()).toEqual(['theirs.card.json', 'theirs.onnx']);
});

it('writes a model where a program that was killed has left an empty file under its name, but not where one is just being written', async () => {
  mkdirSync(at);
  const file = path.join(at, 'theirs.onnx'), longAgo = new Date(Date.now() - 60_000);
  writeFileSync(file, '');
  await expect(writeNewModel(at, card, first)).rejects.toMatchObject({ code: 'bad-input' });
  expect(isNameTaken(at, 'theirs')).toBe(true);
  utimesSync(file, longAgo, longAgo);
  expect(isNameTaken(at, 'theirs')).toBe(false);
  await writeNewModel(at, card, first);
  expect([...readFileSync(file)]).toEqual([1]);
  expect(readdirSync(at).sort()).toEqual(['theirs.card.json', 'theirs.onnx']);
});
