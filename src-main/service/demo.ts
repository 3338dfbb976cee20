import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { defaultLibraryDirectory } from '#main/store/libraryPlace.ts';
import { storeError } from '#main/store/storeError.ts';
import { makeSmear } from '#main/synthetic/makeSmear.ts';
import type { CountOutcome } from './countAndReport.ts';
import { countAndReport } from './countAndReport.ts';
import type { ModelChoice } from './modelChoice.ts';
import { softwareVersion } from './softwareVersion.ts';

export interface DemoRequest extends ModelChoice {
  readonly outDirectory?: string;
  readonly libraryDirectory?: string;
}

/** Far more than the target: smudges are not counted, and about half of the cells can't be named yet. */
const sampleCells = 1100;
const sampleSeed = 7;

/** Draws the sample smear of this version where it is not there yet, counts it and writes its report. */
export async function makeDemo(request: DemoRequest, context: WorkContext): Promise<{ outcome: CountOutcome; smear: string }> {
  const libraryDirectory = path.resolve(request.libraryDirectory ?? defaultLibraryDirectory());
  const smear = path.join(libraryDirectory, 'samples', `sample-smear-${softwareVersion()}.tif`);
  if (!(await stat(smear).then((found) => found.isFile(), () => false))) {
    try {
      await mkdir(path.dirname(smear), { recursive: true });
    } catch (cause) {
      throw storeError(path.dirname(smear), cause);
    }
    await makeSmear({ path: smear, cells: sampleCells, seed: sampleSeed, kind: 'marrow' }, context);
  }
  const outcome = await countAndReport({
    ...request, libraryDirectory, paths: [smear], outDirectory: request.outDirectory ?? path.join(libraryDirectory, 'demo'),
    // The report must not be taken for a patient's, wherever it is found.
    caseFields: { patient: { name: 'Synthetic sample: no patient' } },
    scheme: 'marrow', paper: 'a4', force: false, restart: false,
  }, context);
  return { outcome, smear };
}
