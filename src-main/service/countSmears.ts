import path from 'node:path';
import type { CountJobInput, CountSettings, CountTarget } from '#shared/cases/countSettings.ts';
import { askedOfMachine } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { beginCase } from '#main/cases/beginCase.ts';
import { caseIdentity } from '#main/cases/caseIdentity.ts';
import { countCase } from '#main/cases/countCase.ts';
import { mustBeForgettable } from '#main/cases/mustBeForgettable.ts';
import { mustGoOnWithTheSame } from '#main/cases/mustGoOnWithTheSame.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import { runJob } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredCase } from '#main/store/repositories/caseRepository.ts';
import { countableClasses } from './countableClasses.ts';
import { countJob } from './countJob.ts';
import type { CountModels } from './countModels.ts';
import type { CountRequest } from './countRequest.ts';
import { schemeOf } from './countRequest.ts';
import { countInputOf } from './workstation/caseCount.ts';
import { cellsInPlace } from './workstation/cellsInPlace.ts';
import { leaveCopies } from './workstation/droppedCopies.ts';
import { laboratorySettings } from './workstation/laboratorySettings.ts';
import { reportedReading } from './workstation/reportedCase.ts';

/** Of the order in which regions and cells are counted: fixed, so that anybody gets the same count. */
export const countingSeed = 20_261_121;

/**
 * Counts open smears as one case of the library, or goes on counting; gives the id of the case. Waits where another
 * process is counting it. Where no fields are given, those that the library knows of the case stay. Of a signed case nothing is
 * counted. Throws as `countCase`, and `not-permitted` where what is signed would have to change, or a review be lost unasked.
 */
export async function countSmears(
  library: Library, smears: readonly OpenSmear[], models: CountModels, request: Pick<CountRequest, 'scheme' | 'target' | 'micrometresPerPixel' | 'force' | 'restart' | 'discardReview'>,
  caseFields: CaseFields | undefined, context: WorkContext,
): Promise<number> {
  const settings: CountSettings = {
    formatVersion: 1, kind: request.scheme, seed: countingSeed, everywhere: request.target === 'everything', provider: models.provider,
    models: models.cards.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    ...(request.micrometresPerPixel !== undefined && { micrometresPerPixel: request.micrometresPerPixel }),
  };
  // Who gives a command again means the slide of before; in the window a case is made on purpose.
  if (!request.restart) mustGoOnWithTheSame(library, smears);
  const scheme = schemeOf(request);
  const identity = caseIdentity(smears.map(({ hash }) => hash), settings);
  const known = library.cases.find(identity), before = known && countInputOf(library, known);
  const pathsBefore = known ? library.slides.ofCase(known.id).map((slide) => slide.path) : [];
  const target = request.target ?? before?.target ?? laboratorySettings(library).targets[request.scheme];
  const inPlaceOf = known && before && !request.restart ? inPlaceFor(library, known.id, before, target) : undefined;
  const input: CountJobInput = { paths: smears.map((smear) => smear.path), settings, target, force: request.force, inPlaceOf };
  // Before there is a job, which would say what the case is counted for.
  if (known && request.restart) mustBeForgettable(library, known.id, request.discardReview ?? false);
  if (known && !isOpen(library, known.id)) {
    mustBeSignedFor(library, known, input.target);
    const caseId = beginCase(library, smears, settings, undefined, false);
    await leaveCopies(library, path.dirname(library.path), pathsBefore);
    return caseId;
  }
  return runJob(library, countJob, identity, input, async (checked, jobContext) => {
    const caseId = library.transaction(() => {
      jobContext.stillHeld();
      return beginCase(library, smears, checked.settings, caseFields && JSON.stringify(caseFields), request.restart, request.discardReview);
    });
    await leaveCopies(library, path.dirname(library.path), pathsBefore);
    await countCase(library, caseId, smears, models, { ...checked, target: askedOfMachine(checked), countable: countableClasses(scheme) }, jobContext);
    return caseId;
  }, context);
}

/** Who asks for the same number again means the count of before, as it stands; for another number it is worked out anew. */
const inPlaceFor = (library: Library, caseId: number, before: CountJobInput, target: CountTarget): CountJobInput['inPlaceOf'] =>
  (target === before.target ? before.inPlaceOf : cellsInPlace(library, caseId, before, target, reportedReading(library, caseId)));

/** A signed case says how many cells it was counted for: it is not counted for another number behind its signer's back. */
function mustBeSignedFor(library: Library, signed: StoredCase, target: CountTarget): void {
  const { target: signedFor } = countInputOf(library, signed);
  if (signedFor === target) return;
  throw new MyeloscopeError('not-permitted', `This case is signed, counted for ${String(signedFor)} cells, so it can't be counted for ${String(target)}.`,
    `Give --target ${String(signedFor)} to write the signed report again, or open the case for an amendment in the window.`);
}
