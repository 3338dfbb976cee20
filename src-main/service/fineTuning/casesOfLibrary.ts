import { createHmac } from 'node:crypto';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import type { Library } from '#main/store/library.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import type { CaseOfPatient } from './chooseSides.ts';
import { librarySecret } from './librarySecret.ts';

export interface CaseOfLibrary extends CaseOfPatient { readonly row: WorklistRow; readonly fields: CaseFields }

/** Every case of the library with all that tells whose it is. Names and numbers are hashed, so that only this library knows them again. */
export function casesOfLibrary(library: Library): CaseOfLibrary[] {
  const secret = librarySecret(library), slidesOf = library.slides.hashesByCase();
  return library.worklist.all().map((row) => {
    const fields = keptFields(row), identifiers = identifiersOf(fields).map((who) => createHmac('sha256', secret).update(`patient ${who}`).digest('hex'));
    // Where nobody is named each case is its own patient.
    return { row, fields, key: row.identity, patient: identifiers[0] ?? row.identity, identifiers, slides: slidesOf.get(row.caseId) ?? [] };
  });
}

/** All by which a patient may be known again in another case, where that has only one of them; the surest first. A name alone is nobody's. */
function identifiersOf({ patient }: CaseFields): string[] {
  const named = patient?.name?.trim() && patient.dateOfBirth ? `${patient.name} ${patient.dateOfBirth.slice(0, 10)}` : undefined;
  const written = [patient?.identifier, patient?.hospitalNumber, named].map((who) => who?.trim().toLowerCase().replace(/\s+/gu, ' ') ?? '');
  return [...new Set(written.filter((who) => who !== ''))];
}
