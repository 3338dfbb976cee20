import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { learntPath, learntText } from '#main/models/learntPictures.ts';
import { shippedModelsDirectory } from '../places.ts';
import { laboratoryCells } from './laboratoryCells.ts';
import { learntBy } from './learntBy.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'learnt-by-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });
const shipped = JSON.parse(readFileSync(path.join(shippedModelsDirectory, 'cells.card.json'), 'utf8')) as ClassifierCard;
const own = { card: { ...shipped, name: 'ours', training: { ...shipped.training, pictures: [...shipped.training.pictures, { name: laboratoryCells, count: 1, licence: '', role: '' }] } }, directory };
const one = 'a'.repeat(64), two = 'b'.repeat(64);

it('knows that a shipped model learnt from nobody here, and takes no missing record for that', async () => {
  expect(await learntBy([{ card: shipped, directory: shippedModelsDirectory }])).toEqual({ pictures: [], unrecorded: [] });
  const strangers = { card: { ...shipped, name: 'theirs', encoding: { inputName: 'x' } as ClassifierCard['encoding'] }, directory };
  expect(await learntBy([own, strangers])).toEqual({ pictures: [], unrecorded: ['ours', 'theirs'] });
  const built = { ...strangers, card: { ...strangers.card, untrained: 'network' as const } };
  expect(await learntBy([built])).toEqual({ pictures: [], unrecorded: [] });
});

it('reads what lies beside the model, unless it is of another or damaged', async () => {
  writeFileSync(learntPath(own), learntText(own.card, { pictures: [one, two], unrecorded: ['theirs'] }));
  expect(await learntBy([own, own])).toEqual({ pictures: [one, two], unrecorded: ['theirs'] });
  expect(await learntBy([{ ...own, card: { ...own.card, sha256: one } }])).toEqual({ pictures: [], unrecorded: ['ours'] });
  writeFileSync(learntPath(own), readFileSync(learntPath(own)).subarray(0, 100));
  expect(await learntBy([own])).toEqual({ pictures: [], unrecorded: ['ours'] });
});
