import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { countedCase } from '#main/cases/countedCase.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { canonicalJson } from '#main/cases/signOut/canonicalJson.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';
import { cellPictures } from './cellPictures.ts';
import type { CountModels } from './countModels.ts';
import { loadCountModels } from './countModels.ts';
import type { CountRequest } from './countRequest.ts';
import { countSmears } from './countSmears.ts';
import { withPromoted } from './laboratoryModels.ts';
import type { ModelChoice } from './modelChoice.ts';
import { mustLieApart } from './mustLieApart.ts';
import { readCaseFile } from './readCaseFile.ts';
import { reportFiles } from './reportFiles.ts';
import { softwareVersion } from './softwareVersion.ts';
import { countRulesOf } from './workstation/caseCount.ts';
import { givenReport } from './workstation/givenReport.ts';
import { reportedReading } from './workstation/reportedCase.ts';
import { checkWritable, writeOutputs } from './writeOutputs.ts';

export interface CountOutcome {
  readonly document: DifferentialDocument;
  /** Absolute paths of what was written. */
  readonly files: readonly string[];
}

/**
 * Counts the smears of one case and writes its differential, cells, report and overview: all of them or, where anything goes
 * wrong, none. What was counted is kept in the library, and the same request goes on from there. Of a case that was reviewed
 * or signed in the window, the report is the window's. `load` is given by tests.
 */
export async function countAndReport(request: CountRequest, context: WorkContext, load: (choice: ModelChoice) => Promise<CountModels> = loadCountModels): Promise<CountOutcome> {
  const outDirectory = path.resolve(request.outDirectory);
  // What can be refused at once is refused before hours are spent.
  const caseFields = request.caseFile === undefined ? request.caseFields : await readCaseFile(request.caseFile);
  await mustLieApart(outDirectory, request.paths);
  await checkWritable(outDirectory);
  const library = openLibrary(path.resolve(request.libraryDirectory ?? defaultLibraryDirectory()));
  let models: CountModels | undefined;
  let smears: OpenSmear[] = [];
  try {
    smears = await openSmears(request.paths, context);
    models = await load(await withPromoted(request, library));
    const caseId = await countSmears(library, smears, models, request, caseFields, context);
    if (request.caseFile !== undefined && caseFields) mustBeSignedWith(library, caseId, caseFields);
    return await report(library, caseId, smears, models, request, outDirectory, context);
  } finally {
    await closeSmears(smears);
    await models?.release();
    library.close();
  }
}

async function report(library: Library, caseId: number, smears: readonly OpenSmear[], models: CountModels, request: CountRequest, outDirectory: string, context: WorkContext): Promise<CountOutcome> {
  context.report?.({ stage: 'Writing the report', done: 0, total: 1 });
  const { target, countable } = countRulesOf(library, caseId);
  const counted = countedCase(library, caseId, target, countable, reportedReading(library, caseId));
  const documentContext = { library, libraryDirectory: path.dirname(library.path), modelsDirectory: request.modelsDirectory, softwareVersion: softwareVersion() };
  const { document, pdf } = await givenReport(documentContext, caseId, undefined, request.paper, async () => ({ pictures: await cellPictures(counted, smears), unreadable: [] }));
  const made = await reportFiles(document, await pdf(), counted, smears, models.classes);
  const files = await writeOutputs(outDirectory, made);
  context.report?.({ stage: 'Writing the report', done: 1, total: 1 });
  return { document, files };
}

/** A signed case keeps its fields: a case file that says otherwise would seem to have been taken. */
function mustBeSignedWith(library: Library, caseId: number, caseFields: CaseFields): void {
  if (isOpen(library, caseId) || canonicalJson(keptFields(library.cases.get(caseId))) === canonicalJson(caseFields)) return;
  throw new MyeloscopeError('not-permitted', 'This case is signed, and the case file says something else of patient and specimen than was signed.',
    'Leave out --case to write the signed report again, or open the case for an amendment in the window.');
}
