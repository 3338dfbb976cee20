import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { thisProcess } from '#main/jobs/jobHolder.ts';
import { trainingJob } from '#main/service/fineTuning/trainingJob.ts';
import { differingPictureName, differingPictures, trainingPlace } from '#main/service/fineTuning/trainingPlace.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import { openLibrary } from '#main/store/library.ts';
import { allOfMarrow } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import { dotPicture } from '../integration/dotSlides.ts';

const result: NonNullable<TrainingDetail['result']> = {
  current: { name: 'cells', version: '1' }, notCompared: { name: 'stranger', version: '2' }, isCalibrated: false, doubts: ['The laboratory\'s cells held no EOS.'], differingInAll: 1,
  differing: [{ number: 0, truth: 'LYT', current: 'NGS', candidate: 'UNK', caseId: 1, cellId: 1, from: 'case 1, cell 1' }],
  judgement: {
    verdict: 'worse', cells: 40, cases: 2, agreement: 0.95, objections: ['LYT is named worse: F1 0.70 instead of 0.80, on 20 cells.'],
    accuracy: { current: 0.8, candidate: 0.75, difference: { difference: -0.05, interval: [-0.1, 0.01] } },
    coverage: { current: 0.9, candidate: 0.85, difference: { difference: -0.05 } }, confidentErrors: { current: 0.1, candidate: 0.125, difference: { difference: 0.025 } },
    classes: [{ code: 'NGS', cells: 20, current: 0.8, candidate: 0.81, isWorse: false }, { code: 'LYT', cells: 20, current: 0.8, candidate: 0.7, isWorse: true }, { code: 'MON', cells: 8, current: 0.75, candidate: 0.67, isWorse: false, mayBeWorse: true }],
    suspicions: ['May be named worse, with too few cells to say: MON.'],
  },
};

/** Names two cells of a library's first case: something to learn from. */
export function nameTwoCells(libraryDirectory: string, by: string): void {
  const library = openLibrary(libraryDirectory);
  performAct(library, allOfMarrow, { caseId: 1, reading: 'first', by }, { kind: 'accept', cellIds: [...caseColumns(library, 1, allOfMarrow, 'first').ids].slice(0, 2) });
  library.close();
}

/** How a seeded training ended: `done`, unless its model, which is there, was to be judged again and was not. */
interface SeededEnd { readonly sha256?: string; readonly end?: 'done' | 'cancelled' }

/** Puts a training into a library as one that has ended leaves it. For looking at its screen. */
export async function seedTraining(libraryDirectory: string, by: string, { sha256 = '0'.repeat(64), end = 'done' }: SeededEnd = {}): Promise<void> {
  const library = openLibrary(libraryDirectory);
  const request = { settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' }, folderSides: {}, seed: 1, threads: 1 };
  const id = library.trainings.add({ name: 'ours', baseName: 'cells', baseVersion: '1', by, startedAt: '2026-01-02T03:04:05.000Z', request: JSON.stringify(request), cells: '[]' });
  library.trainings.setTaken(id, JSON.stringify({ training: 90, heldOut: 40, trainingCases: 6, heldOutCases: 2, skipped: [{ what: 'case 3, cell 7', why: 'The slide is gone.' }] }));
  library.trainings.setCurve(id, JSON.stringify({ parts: ['without part 1 of 4', 'all cells'].map((name) => ({ name, steps: [10, 20, 30], losses: [2.1, 1.2, 0.9], totalSteps: 30, epochs: 20, leftOut: { cells: 20, accuracy: 0.8, macroF1: 0.7 } })) }));
  library.trainings.setResult(id, JSON.stringify(result), sha256);
  const job = library.jobs.add(trainingJob.kind, String(id), JSON.stringify({ trainingId: id }));
  library.jobs.hold(job, 'seed', thisProcess(), { input: JSON.stringify({ trainingId: id }), attempt: 1, deaths: 0 });
  library.jobs.release(job, 'seed', end, null);
  library.close();
  const folder = differingPictures(trainingPlace(libraryDirectory, id));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, differingPictureName(0)), await encodeJpeg(dotPicture(140, 140, 1), 90));
}
