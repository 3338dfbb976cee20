import type { CaseFields } from './caseFields.ts';

/** A case's fields side by side: "patient.name" to its text. Fields without a text are left out. */
export function fieldsByPlace(fields: CaseFields): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [group, part] of Object.entries(fields)) {
    for (const [field, text] of Object.entries(part ?? {})) if (text !== undefined && text !== '') texts.set(`${group}.${field}`, text);
  }
  return texts;
}

/** The fields that stand at these places, in their groups; an empty text leaves its field out. Whether a case can hold them is `CaseFieldsSchema`'s to say. */
export function fieldsFromPlaces(texts: Iterable<readonly [place: string, text: string]>): CaseFields {
  const fields: Record<string, Record<string, string>> = {};
  for (const [place, text] of texts) {
    const [group, field] = place.split('.');
    if (text !== '') (fields[group] ??= {})[field] = text;
  }
  return fields;
}
