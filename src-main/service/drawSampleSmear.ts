import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { makeSmear } from '#main/synthetic/makeSmear.ts';

/** Far more than the target: smudges are not counted, and about half of the cells can't be named yet. */
const sampleCells = 1100;
const sampleSeed = 7;

/** The report must not be taken for a patient's, wherever it is found. */
export const sampleFields: CaseFields = { patient: { name: 'Synthetic sample: no patient' } };

/** What a process that draws is told: the sample smear, or the folder of reference pictures. */
export const drawingOrder = v.union([v.object({ smear: v.string() }), v.object({ references: v.string() })]);
export type DrawingOrder = v.InferOutput<typeof drawingOrder>;

/** Where the sample smear of a version lies in a library. */
export function samplePlace(libraryDirectory: string, softwareVersion: string): string {
  return path.join(libraryDirectory, 'samples', `sample-smear-${softwareVersion}.tif`);
}

/** Draws the sample smear at a place where it is not there yet. Throws `disk-full`, `not-permitted`, `cancelled`. */
export async function drawSampleSmear(place: string, context: WorkContext): Promise<void> {
  if (await stat(place).then((found) => found.isFile(), () => false)) return;
  makeFolders(path.dirname(place));
  await makeSmear({ path: place, cells: sampleCells, seed: sampleSeed, kind: 'marrow' }, context);
}
