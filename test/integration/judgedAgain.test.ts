// A finished training is judged again: of an earlier version too, under numbers of its own, and never to the loss of a verdict.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { runTraining } from '#main/service/fineTuning/runTraining.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { openLibrary } from '#main/store/library.ts';
import { allOfMarrow } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import { addEarlierTraining } from './earlierTraining.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'judged-again-'));
let libraryDirectory: string, trainingId: number, pictures: string;
beforeAll(async () => { ({ libraryDirectory, trainingId, pictures } = await addEarlierTraining(directory)); }, 120_000);
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

it('judges by calls as they stand now, and tells what it leaves out', async () => {
  expect(kept().result).not.toHaveProperty('leftOut');
  const library = openLibrary(libraryDirectory), act = (caseId: number, kind: 'call' | 'removeCells', first: number, end: number) => {
    const cellIds = library.slides.ofCase(caseId).flatMap(({ id }) => library.cells.ofSlide(id)).slice(first, end).map(({ id }) => id);
    performAct(library, allOfMarrow, { caseId, reading: 'first', by: 'Dr A' }, kind === 'call' ? { kind, cellIds, code: 'EOS' } : { kind, cellIds });
  };
  act(1, 'call', 0, 3);
  act(1, 'removeCells', 3, 4);
  library.close();
  await judgeAgain();
  const { result: { judgement, leftOut } } = kept();
  expect(judgement).toMatchObject({ cells: 26, cases: 3 });
  expect(leftOut).toEqual(['are called something else now', 'were taken away since'].map((why) => ({ what: 'case 1', why: `cells that were chosen of it ${why}` })));
  const workstation = openTestWorkstation(libraryDirectory);
  expect((await workstation.call('training.get', { trainingId })).result!.leftOut).toEqual(leftOut);
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
