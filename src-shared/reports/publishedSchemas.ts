import { CaseFieldsSchema } from './caseFields.ts';
import { DifferentialDocumentSchema } from './differentialDocument.ts';
import { publishedSchema } from './jsonSchema.ts';

/** The files of docs/schemas, by name: what other programs may rely on. A change that breaks one gets a new number. */
export const publishedSchemas = (): Readonly<Record<string, string>> => ({
  'case-1.json': publishedSchema(CaseFieldsSchema, 'urn:myeloscope:case:1', 'The fields of a Myeloscope case, version 1'),
  'differential-1.json': publishedSchema(DifferentialDocumentSchema, 'urn:myeloscope:differential:1', 'A Myeloscope differential, version 1'),
});
