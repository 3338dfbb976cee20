import * as v from 'valibot';
import { CaseFieldsSchema } from '#shared/reports/caseFields.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { reportTexts } from '../texts/report.ts';

type Section = 'comments' | 'specimen' | 'clinical';
/** Where a text stands in the case's fields: `comments.conclusion`. */
export type FieldPlace = `${Section}.${string}`;

/** One text of the report that a person writes. */
export interface ReportField { readonly place: FieldPlace; readonly label: string; /** Lines of its box; one line where left out. */ readonly rows?: number }
export interface ReportFieldGroup { readonly section: Section; readonly fields: readonly ReportField[] }

const { comments, fields } = englishTexts;
const field = (place: FieldPlace, label: string, rows?: number): ReportField => ({ place, label, ...(rows !== undefined && { rows }) });

/** What is written last is looked for first: the conclusion stands on top. */
const conclusion = [field('comments.conclusion', comments.conclusion, 4), field('comments.whoCode', comments.whoCode)];
const marrowComments = (['erythropoiesis', 'granulopoiesis', 'megakaryocytes', 'lymphocytes', 'plasmaCells', 'abnormalCells', 'ironStain', 'otherTests'] as const).map((name) => field(`comments.${name}`, comments[name], 2));
const bloodComments = (['abnormalCells', 'otherTests'] as const).map((name) => field(`comments.${name}`, comments[name], 2));
const clinical = [field('clinical.details', fields.details, 2), field('clinical.bloodCount', fields.bloodCount, 2), field('clinical.filmComment', fields.filmComment, 2)];
const marrowSpecimen = (['stain', 'aspirationEase', 'particles', 'cellularity'] as const).map((name) => field(`specimen.${name}`, fields[name]));

/** The texts of a report in the order in which they are offered. */
export function reportFieldGroups(specimen: 'marrow' | 'blood'): ReportFieldGroup[] {
  return specimen === 'marrow'
    ? [{ section: 'comments', fields: [...conclusion, ...marrowComments] }, { section: 'specimen', fields: marrowSpecimen }, { section: 'clinical', fields: clinical }]
    : [{ section: 'comments', fields: [...conclusion, ...bloodComments] }, { section: 'specimen', fields: [field('specimen.stain', fields.stain)] }, { section: 'clinical', fields: clinical }];
}

type Texts = Readonly<Record<string, string | undefined>>;
const partsOf = (place: FieldPlace): [Section, string] => place.split('.') as [Section, string];

/** What stands at a place; empty where nothing does. */
export function readField(caseFields: CaseFields, place: FieldPlace): string {
  const [section, name] = partsOf(place);
  return (caseFields[section] as Texts | undefined)?.[name] ?? '';
}

/** The fields with other texts at some places; an empty text takes its field away. */
export function withFields(caseFields: CaseFields, texts: ReadonlyMap<FieldPlace, string>): CaseFields {
  const changed: Record<string, unknown> = { ...caseFields };
  for (const [place, text] of texts) {
    const [section, name] = partsOf(place);
    const others = Object.entries((changed[section] ?? {}) as Record<string, string | undefined>).filter(([other]) => other !== name);
    changed[section] = Object.fromEntries(text === '' ? others : [...others, [name, text]]);
  }
  return changed as CaseFields;
}

/** Why a text can't stand at its place, and what to do, in words to be read beside it; undefined where it can. */
export function problemOfField(place: FieldPlace, text: string): string | undefined {
  const checked = v.safeParse(CaseFieldsSchema, withFields({}, new Map([[place, text]])));
  if (checked.success) return undefined;
  // The schema of such a text refuses its length and its characters, nothing else.
  const [issue] = checked.issues, words = reportTexts.texts;
  if (issue.type === 'max_length') return words.tooLong(issue.requirement, text.length - issue.requirement);
  return /[^\P{Cc}\n\t]|\p{Cs}/u.test(text) ? words.controlCharacters : words.oneLine;
}
