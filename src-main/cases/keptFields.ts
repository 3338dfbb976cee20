import * as v from 'valibot';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { CaseFieldsSchema } from '#shared/reports/caseFields.ts';

/** What the library keeps of patient and specimen; nothing where it can't be read. */
export function keptFields({ details }: { readonly details: string }): CaseFields {
  const read = v.safeParse(CaseFieldsSchema, JSON.parse(details));
  return read.success ? read.output : {};
}
