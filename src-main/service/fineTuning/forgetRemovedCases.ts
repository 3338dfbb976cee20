import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { trainingDetail } from '#shared/contract/trainingCommands.ts';
import type { Library } from '#main/store/library.ts';
import { differingPictureName, differingPictures, trainingPlace } from './trainingPlace.ts';

/**
 * Takes from what trainings kept the pictures of cells, and their places, whose case is no longer in the library. The figures stay: they
 * name nobody. A picture that can't be taken away stays named, so that the next call tries again.
 */
export async function forgetRemovedCases(library: Library, libraryDirectory: string): Promise<void> {
  for (const { id, result: kept, sha256 } of library.trainings.all()) {
    if (kept === null || sha256 === null) continue;
    const result = v.parse(trainingDetail.entries.result, JSON.parse(kept))!;
    const gone = result.differing.filter(({ caseId }) => caseId !== undefined && !library.cases.findById(caseId));
    if (gone.length === 0) continue;
    for (const { number } of gone) await rm(path.join(differingPictures(trainingPlace(libraryDirectory, id)), differingPictureName(number)), { force: true });
    library.trainings.setResult(id, JSON.stringify({ ...result, differing: result.differing.filter((cell) => !gone.includes(cell)), differingInAll: result.differingInAll - gone.length }), sha256);
  }
}
