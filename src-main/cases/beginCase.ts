import type { CountSettings } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { fieldsByPlace, fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';
import type { Library } from '#main/store/library.ts';
import { caseIdentity } from './caseIdentity.ts';
import { keptFields } from './keptFields.ts';
import type { OpenSmear } from './openSmears.ts';
import { slideChanged } from './openSmears.ts';
import { isOpen, signatureState } from './signOut/isOpen.ts';

/**
 * Finds the case of these slides and settings in the library, or puts it there, all or nothing; gives its id. `details` (JSON of patient
 * and specimen) replace those from before, which stay where nothing is given: naming a patient anew takes away no comment; slides that were moved are found at their new place.
 * Throws `slide-changed` where an unfinished count knows other content at the same path. With `restart` that is forgotten,
 * and so is all that was counted of this case, but not what is known of the patient.
 */
export function beginCase(library: Library, smears: readonly OpenSmear[], settings: CountSettings, details: string | undefined, restart: boolean): number {
  const identity = caseIdentity(smears.map(({ hash }) => hash), settings);
  return library.transaction(() => {
    for (const smear of smears) {
      const known = library.slides.newestAtPath(smear.path);
      if (known && known.hash !== smear.hash && known.unfinished && !restart) throw slideChanged(smear.path);
    }
    let found = library.cases.find(identity);
    const kept = found?.details ?? '{}';
    if (found && restart) {
      mustNotBeSigned(library, found.id);
      library.cases.remove(found.id);
      found = undefined;
    }
    if (found) {
      // What was signed stays as it was signed.
      if (details !== undefined && isOpen(library, found.id)) library.cases.setDetails(found.id, laidOver(kept, details));
      for (const slide of library.slides.ofCase(found.id)) {
        if (slide.path !== smears[slide.position].path) library.slides.setPath(slide.id, smears[slide.position].path);
      }
      return found.id;
    }
    const caseId = library.cases.add({ identity, settings: JSON.stringify(settings), details: details === undefined ? kept : laidOver(kept, details), createdAt: new Date().toISOString() });
    for (const [position, { path, hash, source }] of smears.entries()) {
      library.slides.add({ caseId, position, path, hash, format: source.format, widthPx: source.levels[0].widthPx, heightPx: source.levels[0].heightPx });
    }
    return caseId;
  });
}

/** The fields of before with the given ones in their places. Both JSON. */
function laidOver(before: string, given: string): string {
  return JSON.stringify(fieldsFromPlaces(new Map([before, given].flatMap((details) => [...fieldsByPlace(keptFields({ details }))]))));
}

/** Throws `not-permitted` where a case was ever signed: what was signed must stay what its cells say. */
export function mustNotBeSigned(library: Library, caseId: number): void {
  if (signatureState(library, caseId).versions === 0) return;
  throw new MyeloscopeError('not-permitted', 'This case has a signed report, so it can\'t be counted anew from the start.', 'Leave out --restart.');
}
