import * as v from 'valibot';
import { MyeloscopeError } from '../errors/myeloscopeError.ts';

const longestLine = 300;
const longestText = 4000;

const noControls = 'control characters are not allowed';
/** No pattern can refuse a lone surrogate alike with and without the u flag: without it, a rare Han character is two of them. */
const hasNoLoneSurrogate = (written: string): boolean => !/\p{Cs}/u.test(written);
const composed = (written: string): string => written.normalize('NFC');

// The patterns are published: they say the same in every dialect of regular expressions, with the u flag and without.
/** One printed line: no line breaks, control characters or lone surrogates, at most 300 characters; composed (NFC). */
const line = v.pipe(v.string(), v.maxLength(longestLine), v.regex(/^[^\x00-\x1f\x7f-\x9f]*$/, noControls), v.check(hasNoLoneSurrogate, noControls), v.transform(composed));
/** Several lines, at most 4,000 characters. */
const text = v.pipe(v.string(), v.maxLength(longestText), v.regex(/^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$/, noControls), v.check(hasNoLoneSurrogate, noControls), v.transform(composed));

/** A day, or a day with a time, that exists: 2026-11-21 or 2026-11-21T08:30. */
const moment = v.pipe(v.string(), v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$/, 'write it as 2026-11-21 or 2026-11-21T08:30'), v.check((written) => {
  const date = new Date(`${written.slice(0, 10)}T${written.slice(11) || '00:00'}:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
}, 'there is no such date'));

const fields = <Entries extends v.ObjectEntries>(entries: Entries) => v.optional(v.strictObject(entries));

/** What a laboratory may say of a case: what `--case FILE.json` holds. Every field may be left out, and prints as an empty line. */
export const CaseFieldsSchema = v.strictObject({
  laboratory: fields({ name: v.optional(line), department: v.optional(line), address: v.optional(line), telephone: v.optional(line) }),
  patient: fields({ name: v.optional(line), identifier: v.optional(line), hospitalNumber: v.optional(line), dateOfBirth: v.optional(moment), sex: v.optional(line) }),
  specimen: fields({
    accession: v.optional(line), site: v.optional(line), takenAt: v.optional(moment), receivedAt: v.optional(moment), stain: v.optional(line),
    aspirationEase: v.optional(line), particles: v.optional(line), cellularity: v.optional(line),
  }),
  clinical: fields({ hospital: v.optional(line), requestedBy: v.optional(line), details: v.optional(text), bloodCount: v.optional(text), filmComment: v.optional(text) }),
  comments: fields({
    erythropoiesis: v.optional(text), granulopoiesis: v.optional(text), megakaryocytes: v.optional(text), lymphocytes: v.optional(text), plasmaCells: v.optional(text),
    abnormalCells: v.optional(text), ironStain: v.optional(text), otherTests: v.optional(text), conclusion: v.optional(text), whoCode: v.optional(line),
  }),
});
export type CaseFields = v.InferOutput<typeof CaseFieldsSchema>;

/** A sentence for the first thing a schema refuses, with the place of the field as people write it ("patient.name"). */
export function sentenceOfIssue(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? '';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `the field "${place}" is not known`;
  if (issue.type === 'max_length') return `the field "${place}" is longer than ${String(issue.requirement)} characters`;
  if (issue.kind === 'schema') return `${place === '' ? 'the whole' : `the field "${place}"`} should be ${issue.expected ?? 'something else'}, not ${issue.received}`;
  return `the field "${place}" can't be used: ${issue.message}`;
}

/**
 * Checks what was read from a case file (already parsed as JSON). `name` is the file's, for the sentence.
 * Throws `bad-input` that names the first field that is unknown or can't be used.
 */
export function parseCaseFields(read: unknown, name: string): CaseFields {
  const refuse = (what: string): never => {
    throw new MyeloscopeError('bad-input', `The case file ${name} can't be used: ${what}.`,
      'Correct or remove the field. docs/schemas/case-1.json lists the fields; each may be left out.');
  };
  // A list passes for an object without fields, so it is looked for first.
  if (Array.isArray(read)) refuse('the whole should be Object, not a list');
  for (const [key, part] of Object.entries(read ?? {})) if (Array.isArray(part)) refuse(`the field "${key}" should be Object, not a list`);
  const result = v.safeParse(CaseFieldsSchema, read);
  return result.success ? result.output : refuse(sentenceOfIssue(result.issues[0]));
}
