// A library with a finished training that an earlier version made: its cells do not say which case they are of, and its pictures are numbered from 0.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { chooseCells } from '#main/service/fineTuning/chosenCells.ts';
import { libraryCells } from '#main/service/fineTuning/libraryCells.ts';
import { trainingJob } from '#main/service/fineTuning/trainingJob.ts';
import { differingPictures, trainingPlace } from '#main/service/fineTuning/trainingPlace.ts';
import { thisProcess } from '#main/jobs/jobHolder.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotPicture } from './dotSlides.ts';
import { worseInEbp } from './keptJudgement.ts';
import { writeOwnModel } from './ownModel.ts';
import { addReviewedPatients, patientsNamedOtherwise } from './reviewedLibrary.ts';
import { writeSwappingExpert } from './swappingExpert.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const shipped = JSON.parse(readFileSync(new URL('../../models/cells.card.json', import.meta.url), 'utf8')) as ClassifierCard;
// One view of each cell is enough here, and eight times as quick.
const quick = { calibration: { ...shipped.calibration, views: 1 as const } };

export interface EarlierTraining { readonly libraryDirectory: string; readonly trainingId: number; /** The folder of its pictures. */ readonly pictures: string }

/** So wide are the pictures that the earlier version kept: no picture of a cell is. */
export const earlierPicturePx = 60;

/**
 * Makes the library in a folder. The training's model `ours` was judged worse than the shipped one, with three pictures; `other` names cells
 * now, with a local expert that takes segmented neutrophils for lymphocytes and the other way round. All 30 cells of 3 patients were kept apart.
 */
export async function addEarlierTraining(directory: string): Promise<EarlierTraining> {
  const libraryDirectory = path.join(directory, 'library');
  mkdirSync(path.join(directory, 'slides'));
  await addReviewedPatients(libraryDirectory, path.join(directory, 'slides'), patientsNamedOtherwise(3, 10));
  const ours = writeOwnModel(libraryDirectory, 'ours', quick);
  writeSwappingExpert(libraryDirectory, writeOwnModel(libraryDirectory, 'other', quick));
  const library = openLibrary(libraryDirectory);
  const cells = chooseCells(libraryCells(library, shipped.classes).cases).map(({ caseId, cellId, code, group }) => ({ caseId, cellId, code, group, side: 'heldOut' }));
  const request = { settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' }, folderSides: {}, seed: 1, threads: 2 };
  const trainingId = library.trainings.add({ name: 'ours', baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-02-01T00:00:00.000Z', request: JSON.stringify(request), cells: JSON.stringify(cells) });
  const differing = [0, 1, 2].map((number) => ({ number, truth: 'LYT', current: 'NGS', candidate: 'LYT', caseId: 1, cellId: number + 1, from: `case 1, cell ${number + 1}` }));
  library.trainings.setResult(trainingId, JSON.stringify({ current: { name: 'cells', version: '1' }, judgement: worseInEbp, doubts: [], differingInAll: 3, differing }), ours.sha256);
  const input = JSON.stringify({ trainingId }), job = library.jobs.add(trainingJob.kind, String(trainingId), input);
  library.jobs.hold(job, 'seed', thisProcess(), { input, attempt: 1, deaths: 0 });
  library.jobs.release(job, 'seed', 'done', null);
  library.close();
  const pictures = differingPictures(trainingPlace(libraryDirectory, trainingId));
  mkdirSync(pictures, { recursive: true });
  for (const { number } of differing) writeFileSync(path.join(pictures, `${number}.jpg`), await encodeJpeg(dotPicture(earlierPicturePx, earlierPicturePx, 1), 90));
  const workstation = openTestWorkstation(libraryDirectory);
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  await workstation.promote('other', 'Dr A', 'Our stain');
  await workstation.close();
  return { libraryDirectory, trainingId, pictures };
}
