import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { shippedModelsDirectory } from '../places.ts';
import { readModelCards } from '#main/models/readModelCards.ts';
import { reasonAgainstTraining } from './reasonAgainstTraining.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'trainability-')), shipped = path.join(shippedModelsDirectory, 'cells.onnx');
let card: ClassifierCard;
beforeAll(async () => { card = (await readModelCards(shippedModelsDirectory)).map((model) => model.card).find((each): each is ClassifierCard => each.kind === 'classifier')!; });
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

it('finds nothing against training the shipped classifier', async () => {
  expect(await reasonAgainstTraining(shipped, card)).toBeUndefined();
}, 60_000);

it('says so where following a network takes too long, and where there is nothing to follow', async () => {
  // No process answers within a millisecond.
  expect(await reasonAgainstTraining(shipped, card, undefined, 1)).toContain('could not be followed within 0.001 seconds');
  const letter = path.join(directory, 'letter.onnx');
  writeFileSync(letter, 'This is no network.');
  expect(await reasonAgainstTraining(letter, card)).toContain('not an ONNX model');
}, 60_000);

it('stops on request', async () => {
  await expect(reasonAgainstTraining(shipped, card, { aborted: true } as AbortSignal)).rejects.toMatchObject({ code: 'cancelled' });
});
