import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';
import type { CountOutcome } from './countAndReport.ts';
import { countAndReport } from './countAndReport.ts';
import { drawSampleSmear, sampleFields, samplePlace } from './drawSampleSmear.ts';
import type { ModelChoice } from './modelChoice.ts';
import { softwareVersion } from './softwareVersion.ts';

export interface DemoRequest extends ModelChoice {
  readonly outDirectory?: string;
  readonly libraryDirectory?: string;
}

/** Draws the sample smear of this version where it is not there yet, counts it and writes its report. */
export async function makeDemo(request: DemoRequest, context: WorkContext): Promise<{ outcome: CountOutcome; smear: string }> {
  const libraryDirectory = path.resolve(request.libraryDirectory ?? defaultLibraryDirectory());
  const smear = samplePlace(libraryDirectory, softwareVersion());
  await drawSampleSmear(smear, context);
  const outcome = await countAndReport({
    ...request, libraryDirectory, paths: [smear], outDirectory: request.outDirectory ?? path.join(libraryDirectory, 'demo'),
    caseFields: sampleFields, scheme: 'marrow', paper: 'a4', force: false, restart: false,
  }, context);
  return { outcome, smear };
}
