// A finished training is judged again: of an earlier version too, under numbers of its own, and never to the loss of a verdict.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { chooseCells } from '#main/service/fineTuning/chosenCells.ts';
import { libraryCells } from '#main/service/fineTuning/libraryCells.ts';
import { runTraining } from '#main/service/fineTuning/runTraining.ts';
import { differingPictures, trainingPlace } from '#main/service/fineTuning/trainingPlace.ts';
import { openLibrary } from '#main/store/library.ts';
import { worseInEbp } from './keptJudgement.ts';
import { writeOwnModel } from './ownModel.ts';
import { addReviewedPatients, patientsNamedOtherwise } from './reviewedLibrary.ts';
import { writeSwappingExpert } from './swappingExpert.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'judged-again-')), libraryDirectory = path.join(directory, 'library');
const shipped = JSON.parse(readFileSync(new URL('../../models/cells.card.json', import.meta.url), 'utf8')) as ClassifierCard;
// One view of each cell is enough here, and eight times as quick.
const quick = { calibration: { ...shipped.calibration, views: 1 as const } };
let trainingId: number, pictures: string;

/** A library whose training an earlier version made: its cells do not say which case they are of, and its pictures are numbered from 0. */
beforeAll(async () => {
  mkdirSync(path.join(directory, 'slides'));
  await addReviewedPatients(libraryDirectory, path.join(directory, 'slides'), patientsNamedOtherwise(3, 10));
  const ours = writeOwnModel(libraryDirectory, 'ours', quick);
  writeSwappingExpert(libraryDirectory, writeOwnModel(libraryDirectory, 'other', quick));
  const library = openLibrary(libraryDirectory);
  const cells = chooseCells(libraryCells(library, shipped.classes).cases).map(({ caseId, cellId, code, group }) => ({ caseId, cellId, code, group, side: 'heldOut' }));
  const request = { settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' }, folderSides: {}, seed: 1, threads: 2 };
  trainingId = library.trainings.add({ name: 'ours', baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-02-01T00:00:00.000Z', request: JSON.stringify(request), cells: JSON.stringify(cells) });
  const differing = [0, 1, 2].map((number) => ({ number, truth: 'LYT', current: 'NGS', candidate: 'LYT', caseId: 1, cellId: number + 1, from: `case 1, cell ${number + 1}` }));
  library.trainings.setResult(trainingId, JSON.stringify({ current: { name: 'cells', version: '1' }, judgement: worseInEbp, doubts: [], differingInAll: 3, differing }), ours.sha256);
  library.close();
  pictures = differingPictures(trainingPlace(libraryDirectory, trainingId));
  mkdirSync(pictures, { recursive: true });
  for (const { number } of differing) writeFileSync(path.join(pictures, `${number}.jpg`), 'of before');
  const workstation = openTestWorkstation(libraryDirectory);
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  await workstation.promote('other', 'Dr A', 'Our stain');
  await workstation.close();
}, 120_000);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const judgeAgain = async (): Promise<void> => {
  const library = openLibrary(libraryDirectory);
  try {
    await runTraining(library, trainingId, { libraryDirectory }, { stillHeld: () => undefined });
  } finally {
    library.close();
  }
};
const kept = () => {
  const library = openLibrary(libraryDirectory), { result, sha256 } = library.trainings.find(trainingId)!;
  const judgement = library.modelJudgements.newest(sha256!)?.judgement;
  library.close();
  return { result: JSON.parse(result!) as NonNullable<TrainingDetail['result']>, judgement, pictures: readdirSync(pictures).sort() };
};

it('judges on the cells that an earlier version kept apart, and shows no cell under the address of another', async () => {
  await judgeAgain();
  const { result: { current, judgement, differing }, ...after } = kept();
  expect(current.name).toBe('other');
  expect(judgement).toMatchObject({ cells: 30, cases: 3 });
  expect(differing.length).toBeGreaterThan(5);
  expect(after.pictures).toEqual(differing.map(({ number }) => `${number}.jpg`).sort());
  const workstation = openTestWorkstation(libraryDirectory);
  for (const number of [0, 1, 2]) await expect(workstation.call('pictures.training', { trainingId, number })).rejects.toMatchObject({ code: 'not-found', message: 'This picture is not there any more.' });
  expect((await workstation.call('pictures.training', { trainingId, number: differing[0].number })).bytes.length).toBeGreaterThan(500);
  await workstation.close();
}, 200_000);

it('says why it can\'t be judged again where too few cells are left, and the verdict stands', async () => {
  const before = kept();
  expect(before.result.judgement.verdict).not.toBe('cannotJudge');
  const library = openLibrary(libraryDirectory);
  for (const caseId of [1, 2]) library.trainingCases.exclude(caseId, { isExcluded: true, by: 'Dr A', at: '2026-03-01', reason: 'Mixed up' });
  library.close();
  await expect(judgeAgain()).rejects.toMatchObject({
    code: 'bad-input', remedy: 'What was found before stands.',
    message: expect.stringMatching(/^ours can't be judged again: 10 cells of 1 patient are left of those kept apart, and at least 20 of 2 are needed\. Left out: case [12], case [12]: it was left out of trainings after this one was asked for\.$/) as string,
  });
  expect(kept()).toEqual(before);
}, 200_000);
