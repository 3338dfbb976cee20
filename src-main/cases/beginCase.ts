import type { CountSettings } from '#shared/cases/countSettings.ts';
import { fieldsByPlace, fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';
import type { Library } from '#main/store/library.ts';
import { caseIdentity } from './caseIdentity.ts';
import { keptFields } from './keptFields.ts';
import { mustBeForgettable } from './mustBeForgettable.ts';
import type { OpenSmear } from './openSmears.ts';
import { isOpen } from './signOut/isOpen.ts';

/**
 * Finds the case of these slides and settings in the library, or puts it there, all or nothing; gives its id. `details` (JSON of patient
 * and specimen) replace those from before, which stay where nothing is given: naming a patient anew takes away no comment; slides that were moved are found at their new place.
 * With `restart` all that was counted of this case is forgotten, but not what is known of the patient and who has the case; throws as `mustBeForgettable`.
 */
export function beginCase(library: Library, smears: readonly OpenSmear[], settings: CountSettings, details: string | undefined, restart: boolean, discardReview = false): number {
  const identity = caseIdentity(smears.map(({ hash }) => hash), settings);
  return library.transaction(() => {
    let found = library.cases.find(identity);
    const kept = found?.details ?? '{}', inWorklist = found && library.worklist.ofCase(found.id);
    if (found && restart) {
      mustBeForgettable(library, found.id, discardReview);
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
    if (inWorklist?.assignedTo) library.worklist.assign(caseId, inWorklist.assignedTo);
    if (inWorklist?.isSample) library.worklist.setSample(caseId);
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
