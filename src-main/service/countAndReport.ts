import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { countedCase } from '#main/cases/countedCase.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';
import { countsByClass, documentSlide, reviewOf, slideWarnings, targetMet, timesOf } from './assembleDocument.ts';
import { countableClasses } from './countableClasses.ts';
import type { CountModels } from './countModels.ts';
import { loadCountModels } from './countModels.ts';
import type { CountRequest } from './countRequest.ts';
import { schemeOf } from './countRequest.ts';
import { countSmears } from './countSmears.ts';
import { withPromoted } from './laboratoryModels.ts';
import type { ModelChoice } from './modelChoice.ts';
import { readCaseFile } from './readCaseFile.ts';
import { reportFiles } from './reportFiles.ts';
import { softwareVersion } from './softwareVersion.ts';
import { checkWritable, writeOutputs } from './writeOutputs.ts';

export interface CountOutcome {
  readonly document: DifferentialDocument;
  /** Absolute paths of what was written. */
  readonly files: readonly string[];
}

/**
 * Counts the smears of one case and writes its differential, cells, report and overview: all of them or, where anything goes
 * wrong, none. What was counted is kept in the library, and the same request goes on from there. `load` is given by tests.
 */
export async function countAndReport(request: CountRequest, context: WorkContext, load: (choice: ModelChoice) => Promise<CountModels> = loadCountModels): Promise<CountOutcome> {
  const outDirectory = path.resolve(request.outDirectory);
  // What can be refused at once is refused before hours are spent.
  const caseFields = request.caseFile === undefined ? request.caseFields : await readCaseFile(request.caseFile);
  await checkWritable(outDirectory);
  const library = openLibrary(path.resolve(request.libraryDirectory ?? defaultLibraryDirectory()));
  let models: CountModels | undefined;
  let smears: OpenSmear[] = [];
  try {
    smears = await openSmears(request.paths, context);
    models = await load(await withPromoted(request, library));
    const caseId = await countSmears(library, smears, models, request, caseFields, context);
    return await report(library, caseId, smears, models, request, caseFields ?? keptFields(library.cases.get(caseId)), outDirectory, context);
  } finally {
    await closeSmears(smears);
    await models?.release();
    library.close();
  }
}

async function report(
  library: Library, caseId: number, smears: readonly OpenSmear[], models: CountModels, request: CountRequest, caseFields: CaseFields, outDirectory: string, context: WorkContext,
): Promise<CountOutcome> {
  const scheme = schemeOf(request);
  const target = request.target ?? scheme.target;
  const counted = countedCase(library, caseId, target, countableClasses(scheme));
  const document = buildDifferentialDocument({
    softwareVersion: softwareVersion(),
    ...timesOf(library.cases.get(caseId).createdAt, counted),
    caseFields, scheme,
    target: targetMet(target, scheme.target, counted),
    slides: counted.map(documentSlide),
    counts: countsByClass(counted),
    review: reviewOf(counted),
    confusion: models.confusionOf(scheme.specimen),
    models: models.cards,
    provider: models.provider,
    warnings: slideWarnings(counted),
    notes: models.notes,
  });
  context.report?.({ stage: 'Writing the report', done: 0, total: 1 });
  const made = await reportFiles(document, counted, smears, models.classes, request.paper);
  const files = await writeOutputs(outDirectory, made.map(({ name, content }) => ({ name, write: (file) => writeFile(file, content) })));
  context.report?.({ stage: 'Writing the report', done: 1, total: 1 });
  return { document, files };
}
