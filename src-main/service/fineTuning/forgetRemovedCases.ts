import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { trainingDetail } from '#shared/contract/trainingCommands.ts';
import type { Library } from '#main/store/library.ts';
import { trainingJob } from './trainingJob.ts';
import { differingPictureName, differingPictures, trainingPlace } from './trainingPlace.ts';

type Result = NonNullable<TrainingDetail['result']>;

/**
 * Takes from what trainings kept the pictures of cells, and their places, whose case is no longer in the library, and pictures that nothing
 * names. The figures stay: they name nobody. What can't be taken away is tried again by the next call.
 */
export async function forgetRemovedCases(library: Library, libraryDirectory: string): Promise<void> {
  for (const { id } of library.trainings.all()) {
    const place = trainingPlace(libraryDirectory, id);
    // By name: while the training is judged, pictures come that nothing names yet.
    const gone = library.transaction(() => dropRemoved(library, id));
    for (const { number } of gone) await rm(path.join(differingPictures(place), differingPictureName(number)), { force: true });
    await takeUnnamed(library, id, place, () => library.jobs.newest(trainingJob.kind, String(id))?.state !== 'running');
  }
}

/** The same for a training that was just judged, by who judged it: pictures of the judgement before are named no more. */
export async function forgetJudgedBefore(library: Library, trainingId: number, place: string): Promise<void> {
  library.transaction(() => dropRemoved(library, trainingId));
  await takeUnnamed(library, trainingId, place);
}

/** Takes cells out of a result whose case is gone, and gives them. Call it in a transaction: another process may keep a result. */
function dropRemoved(library: Library, trainingId: number): Result['differing'] {
  const { result, sha256 } = resultOf(library, trainingId);
  const gone = result?.differing.filter(({ caseId }) => caseId !== undefined && !library.cases.findById(caseId)) ?? [];
  if (result && sha256 !== null && gone.length > 0) {
    library.trainings.setResult(trainingId, JSON.stringify({ ...result, differing: result.differing.filter((cell) => !gone.includes(cell)), differingInAll: result.differingInAll - gone.length }), sha256);
  }
  return gone;
}

/** `isStill`: whether nobody puts pictures there now; asked when the folder was looked at, so that what comes later stays. */
async function takeUnnamed(library: Library, trainingId: number, place: string, isStill = (): boolean => true): Promise<void> {
  const folder = differingPictures(place), names = await readdir(folder).catch(() => []);
  if (!isStill()) return;
  const named = new Set(resultOf(library, trainingId).result?.differing.map(({ number }) => differingPictureName(number)));
  for (const name of names) if (!named.has(name)) await rm(path.join(folder, name), { force: true });
}

function resultOf(library: Library, trainingId: number): { readonly result: Result | undefined; readonly sha256: string | null } {
  const { result = null, sha256 = null } = library.trainings.find(trainingId) ?? {};
  return { result: result === null ? undefined : v.parse(trainingDetail.entries.result, JSON.parse(result)), sha256 };
}
