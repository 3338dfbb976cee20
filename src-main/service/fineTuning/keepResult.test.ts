import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { judgeCandidate } from '#shared/evaluation/judgeCandidate.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { createCanvases } from '#main/training/cellPictures/cellCanvases.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import { keepResult } from './keepResult.ts';
import { differingPictures, trainingPlace } from './trainingPlace.ts';

const card = JSON.parse(readFileSync(new URL('../../../models/cells.card.json', import.meta.url), 'utf8')) as ClassifierCard;
const earlier = { ...card, name: 'earlier', sha256: 'e'.repeat(64) };

let directory: string, library: Library, trainingId: number;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'keep-result-'));
  library = openLibrary(directory);
  trainingId = library.trainings.add({ name: card.name, baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-01-01', request: '{}', cells: '[]' });
});
afterEach(() => { library.close(); rmSync(directory, { recursive: true, force: true }); });

const cells = 24;
const place = () => trainingPlace(directory, trainingId);
const pictures = () => readdirSync(differingPictures(place())).sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
const result = () => JSON.parse(library.trainings.find(trainingId)!.result!) as NonNullable<TrainingDetail['result']>;
const namedPictures = () => result().differing.map(({ number }) => `${number}.jpg`);
const said = (codeOf: (i: number) => ClassCode, patients: number): EvaluatedCell[] => Array.from({ length: cells }, (_, i) => ({ truth: 'NGS', code: codeOf(i), forcedCode: codeOf(i), probabilities: [1], group: `patient ${i % patients}` }));

/** Keeps a judgement in which the models call the cells otherwise for which that is so. */
function keep(isOtherwise: (i: number) => boolean, { patients = 4, stillHeld = () => undefined }: { patients?: number; stillHeld?: () => void } = {}): Promise<boolean> {
  const size = { sidePx: 96, widthUm: 22 }, canvases = createCanvases(cells, size), current = said(() => 'NGS', patients), candidate = said((i) => (isOtherwise(i) ? 'LYT' : 'NGS'), patients);
  const heldOut = { size, canvases, cropOf: () => { throw new Error('nothing is named here'); }, hashOf: () => '', cells: Array.from({ length: cells }, (_, canvas): TrainingCell => ({ canvas, name: `NGS/${canvas}.png`, origin: 'laboratory', label: 'NGS', right: ['NGS'], group: '', look: undefined })) };
  const beside = { classifier: { card: earlier, directory: '' }, experts: [] } as unknown as Parameters<typeof keepResult>[1]['beside'];
  return keepResult(library, { trainingId, place: place(), card, beside, inUse: earlier, heldOut, judged: { judgement: judgeCandidate(current, candidate, 1), current, candidate }, stillHeld });
}

it('gives no number twice: pictures of another judgement, and of another training, have others, and those of before go', async () => {
  await keep((i) => i < 5);
  expect(pictures()).toEqual(['0.jpg', '1.jpg', '2.jpg', '3.jpg', '4.jpg']);
  await keep((i) => i > 20);
  expect(result().differing).toMatchObject([21, 22, 23].map((cell, i) => ({ number: 5 + i, from: `NGS/${cell}.png` })));
  expect(pictures()).toEqual(['5.jpg', '6.jpg', '7.jpg']);
  // The id of one that was taken away comes again.
  library.trainings.remove(trainingId);
  rmSync(place(), { recursive: true });
  expect(library.trainings.add({ name: card.name, baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-01-01', request: '{}', cells: '[]' })).toBe(trainingId);
  await keep((i) => i === 0);
  expect(pictures()).toEqual(['8.jpg']);
  await keep(() => false);
  expect([pictures(), result().differing]).toEqual([[], []]);
});

it('takes away the pictures that an earlier version kept under the numbers of each judgement', async () => {
  const differing = [0, 1, 2].map((number) => ({ number, truth: 'NGS', current: 'NGS', candidate: 'LYT', from: `NGS/${number}.png` }));
  library.trainings.setResult(trainingId, JSON.stringify({ current: { name: 'cells', version: '1' }, judgement: { verdict: 'cannotJudge', why: 'Few.', agreement: 1 }, doubts: [], differingInAll: 3, differing }), card.sha256);
  mkdirSync(differingPictures(place()), { recursive: true });
  for (const number of [0, 1, 2, 3, 119]) writeFileSync(path.join(differingPictures(place()), `${number}.jpg`), 'of before');
  await keep((i) => i < 2);
  expect(pictures()).toEqual(['120.jpg', '121.jpg']);
  expect(namedPictures()).toEqual(pictures());
});

it('leaves result and pictures as they were where it ends before the result is kept, and tidies up the next time', async () => {
  await keep((i) => i < 4);
  const before = { result: result(), bytes: namedPictures().map((name) => readFileSync(path.join(differingPictures(place()), name))) }, judged = library.modelJudgements.newest(card.sha256);
  await expect(keep((i) => i > 10, { stillHeld: () => { throw new Error('killed'); } })).rejects.toThrow('killed');
  expect({ result: result(), bytes: namedPictures().map((name) => readFileSync(path.join(differingPictures(place()), name))) }).toEqual(before);
  expect(library.modelJudgements.newest(card.sha256)).toEqual(judged);
  await keep((i) => i > 22);
  expect(pictures()).toEqual(namedPictures());
});

it('lets no "cannot judge" take the place of a verdict', async () => {
  expect(await keep((i) => i < 3, { patients: 1 })).toBe(true);
  expect(result().judgement.verdict).toBe('cannotJudge');
  expect(await keep((i) => i < 4)).toBe(true);
  const before = { result: result(), judged: library.modelJudgements.newest(card.sha256), pictures: pictures() };
  expect(before.result.judgement).toMatchObject({ verdict: 'notBetter', cells });
  expect(await keep((i) => i < 2, { patients: 1 })).toBe(false);
  expect({ result: result(), judged: library.modelJudgements.newest(card.sha256), pictures: pictures() }).toEqual(before);
});
