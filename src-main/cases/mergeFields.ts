import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { fieldsByPlace, fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';
import { englishTexts } from '#shared/reports/texts.ts';

/** What a person changed of a case's fields. A field that stands in neither is not touched. */
export interface FieldChange {
  /** The texts wanted; a field that stands in `was` alone is emptied. */
  readonly fields: CaseFields;
  /** What the person saw in these fields when they began to change them. */
  readonly was: CaseFields;
}

/** As much of another's text as a sentence quotes. */
const longestQuote = 200;

/**
 * The fields with a person's changes in them and all others as they are, so that two windows that change different fields keep both.
 * Throws `not-permitted` with the other's text where one of the fields was changed elsewhere meanwhile: nobody's words are written over
 * unseen.
 */
export function mergeFields(kept: CaseFields, { fields, was }: FieldChange): CaseFields {
  const [merged, wanted, seen] = [kept, fields, was].map(fieldsByPlace);
  for (const place of new Set([...wanted.keys(), ...seen.keys()])) {
    const [there, text, before] = [merged, wanted, seen].map((texts) => texts.get(place) ?? '');
    if (text === before || text === there) continue;
    if (there !== before) throw changedElsewhere(place, there);
    merged.set(place, text);
  }
  return fieldsFromPlaces(merged);
}

function changedElsewhere(place: string, there: string): MyeloscopeError {
  const quoted = there.length > longestQuote ? `${there.slice(0, longestQuote)}…` : there;
  const nowReads = there === '' ? 'It is empty now.' : `It now reads “${quoted}”.`;
  return new MyeloscopeError('not-permitted', `The field “${nameOf(place)}” was changed elsewhere meanwhile. ${nowReads}`, 'Nothing was kept of this change. Save again to put yours in its place.');
}

/** What the report calls a field; the laboratory's stand in its letterhead without names. */
function nameOf(place: string): string {
  const [group, field] = place.split('.');
  const names: Readonly<Record<string, string>> = group === 'comments' ? englishTexts.comments : group === 'laboratory' ? {} : englishTexts.fields;
  return names[field] ?? `Laboratory, ${field}`;
}
