import type { CaseFields } from '#shared/reports/caseFields.ts';
import { fieldsByPlace, fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';

/** What to send of typed fields: those alone that the person changed. */
export interface ChangedFields { readonly fields: CaseFields; readonly was: CaseFields }

/**
 * What a person changed of the fields that stood there when the dialogue opened (`opened`), with what they have been shown in these
 * fields (`shown`: `opened`, or what came from elsewhere once they were told of it). Fields that they left alone are in neither, so that
 * another's words there stay. `typed` holds all fields of the dialogue; what it does not ask for (the comments) is left alone. Pure.
 */
export function changedFields(opened: CaseFields, typed: CaseFields, shown: CaseFields): ChangedFields {
  const [before, now, seen] = [opened, typed, shown].map(fieldsByPlace);
  // The dialogue trims what it sends: a line break at the end of a text is no change.
  const textOf = (texts: ReadonlyMap<string, string>, place: string): string => (texts.get(place) ?? '').trim();
  const places = [...new Set([...before.keys(), ...now.keys()])].filter((place) => !place.startsWith('comments.') && textOf(before, place) !== textOf(now, place));
  const at = (texts: ReadonlyMap<string, string>): CaseFields => fieldsFromPlaces(places.map((place) => [place, texts.get(place) ?? '']));
  return { fields: at(now), was: at(seen) };
}
