import type { CountJobInput, CountSettings, CountTarget } from '#shared/cases/countSettings.ts';
import { askedOfMachine } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { beginCase, mustNotBeSigned } from '#main/cases/beginCase.ts';
import { caseIdentity } from '#main/cases/caseIdentity.ts';
import { countCase } from '#main/cases/countCase.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { isOpen, signatureState } from '#main/cases/signOut/isOpen.ts';
import { runJob } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredCase } from '#main/store/repositories/caseRepository.ts';
import { countableClasses } from './countableClasses.ts';
import { countJob } from './countJob.ts';
import type { CountModels } from './countModels.ts';
import type { CountRequest } from './countRequest.ts';
import { schemeOf } from './countRequest.ts';
import { countInputOf } from './workstation/caseCount.ts';

/** Of the order in which regions and cells are counted: fixed, so that anybody gets the same count. */
export const countingSeed = 20_261_121;

/**
 * Counts open smears as one case of the library, or goes on counting; gives the id of the case. Waits where another
 * process is counting it. Where no fields are given, those that the library knows of the case stay. Of a signed case nothing is
 * counted. Throws as `countCase`, and `not-permitted` where what is signed would have to change.
 */
export async function countSmears(
  library: Library, smears: readonly OpenSmear[], models: CountModels, request: Pick<CountRequest, 'scheme' | 'target' | 'micrometresPerPixel' | 'force' | 'restart'>,
  caseFields: CaseFields | undefined, context: WorkContext,
): Promise<number> {
  const settings: CountSettings = {
    formatVersion: 1, kind: request.scheme, seed: countingSeed, everywhere: request.target === 'everything', provider: models.provider,
    models: models.cards.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    ...(request.micrometresPerPixel !== undefined && { micrometresPerPixel: request.micrometresPerPixel }),
  };
  const scheme = schemeOf(request);
  const identity = caseIdentity(smears.map(({ hash }) => hash), settings);
  const known = library.cases.find(identity), target = request.target ?? scheme.target;
  const inPlaceOf = known && !request.restart ? countInputOf(library, known).inPlaceOf : undefined;
  const input: CountJobInput = { paths: smears.map((smear) => smear.path), settings, target, force: request.force, ...(inPlaceOf !== undefined && { inPlaceOf }) };
  if (known && signatureState(library, known.id).versions > 0) {
    if (request.restart) mustNotBeSigned(library, known.id);
    if (!isOpen(library, known.id)) {
      mustBeSignedFor(library, known, input.target);
      return beginCase(library, smears, settings, undefined, false);
    }
  }
  return runJob(library, countJob, identity, input, async (checked, jobContext) => {
    const caseId = library.transaction(() => {
      jobContext.stillHeld();
      return beginCase(library, smears, checked.settings, caseFields && JSON.stringify(caseFields), request.restart);
    });
    await countCase(library, caseId, smears, models, { ...checked, target: askedOfMachine(checked), countable: countableClasses(scheme) }, jobContext);
    return caseId;
  }, context);
}

/** A signed case says how many cells it was counted for: it is not counted for another number behind its signer's back. */
function mustBeSignedFor(library: Library, signed: StoredCase, target: CountTarget): void {
  const { target: signedFor } = countInputOf(library, signed);
  if (signedFor === target) return;
  throw new MyeloscopeError('not-permitted', `This case is signed, counted for ${String(signedFor)} cells, so it can't be counted for ${String(target)}.`,
    `Give --target ${String(signedFor)} to write the signed report again, or open the case for an amendment in the window.`);
}
