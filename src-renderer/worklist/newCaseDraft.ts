import * as v from 'valibot';
import type { ArgumentsOf } from '#shared/contract/contract.ts';
import { CaseFieldsSchema, sentenceOfIssue } from '#shared/reports/caseFields.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { fieldsByPlace, fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { typedNumber, typedTarget } from '../ui/typedNumber.ts';

/** A new case as it is being typed: every field as text, under "group.field". */
export interface NewCaseDraft {
  readonly paths: readonly string[];
  readonly specimen: 'marrow' | 'blood';
  readonly target: string;
  readonly micrometresPerPixel: string;
  /** Empty: nobody yet. */
  readonly assignedTo: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What to send, or a sentence for each field that can't be sent as it stands. */
export type CheckedDraft =
  | { readonly isReady: true; readonly arguments: ArgumentsOf<'cases.create'> }
  | { readonly isReady: false; readonly problems: Readonly<Record<string, string>> };

/** Fields as they are typed, of those that are kept: "group.field" to text. The report's comments are not among them. */
export function flatFields(fields: CaseFields): Record<string, string> {
  return Object.fromEntries([...fieldsByPlace(fields)].filter(([place]) => !place.startsWith('comments.')));
}

type CheckedFields = { readonly fields: CaseFields } | { readonly problems: Readonly<Record<string, string>> };

/** Checks typed fields by the rules of the case file. Fields left empty are left out. */
export function checkFields(flat: Readonly<Record<string, string>>): CheckedFields {
  const parsed = v.safeParse(CaseFieldsSchema, fieldsFromPlaces(Object.entries(flat).map(([place, text]) => [place, text.trim()])));
  if (parsed.success) return { fields: parsed.output };
  const problems: Record<string, string> = {};
  for (const issue of parsed.issues) problems[v.getDotPath(issue) ?? 'paths'] ??= `${sentenceOfIssue(issue).replace(/^the field "[^"]*"/, 'It').replace(/^./, (letter) => letter.toUpperCase())}.`;
  return { problems };
}

/** Checks a draft by the rules of the contract. Problems stand under the field's name; `paths` is the list of slides. */
export function checkNewCase({ paths, specimen, target, micrometresPerPixel, assignedTo, fields }: NewCaseDraft): CheckedDraft {
  const problems: Record<string, string> = {};
  if (paths.length === 0) problems['paths'] = worklistTexts.noSlides;
  const cells = typedTarget(target);
  if (cells === undefined) problems['target'] = worklistTexts.targetProblem;
  const scale = micrometresPerPixel.trim() === '' ? undefined : typedNumber(micrometresPerPixel);
  if (scale !== undefined && !(scale >= 0.01 && scale <= 50)) problems['micrometresPerPixel'] = worklistTexts.scaleProblem;
  const checked = checkFields(fields);
  if ('problems' in checked) return { isReady: false, problems: { ...problems, ...checked.problems } };
  if (cells === undefined || Object.keys(problems).length > 0) return { isReady: false, problems };
  return { isReady: true, arguments: { paths: [...paths], fields: checked.fields, specimen, target: cells, micrometresPerPixel: scale, assignedTo: assignedTo === '' ? undefined : assignedTo } };
}
