import type { CaseFields } from '#shared/reports/caseFields.ts';

type NamesOf<Part> = { readonly [Field in keyof Required<Part>]: string };
type FieldNames = { readonly [Group in 'laboratory' | 'patient' | 'specimen' | 'clinical']: NamesOf<NonNullable<CaseFields[Group]>> };

/** What the fields of a case are called, in the order in which they are asked for. */
export const caseFieldNames: FieldNames = {
  patient: { name: 'Name', identifier: 'Patient number', hospitalNumber: 'Hospital number', dateOfBirth: 'Date of birth', sex: 'Sex' },
  specimen: {
    accession: 'Accession number', site: 'Site', takenAt: 'Taken', receivedAt: 'Received', stain: 'Stain',
    aspirationEase: 'Ease of aspiration', particles: 'Particles', cellularity: 'Cellularity',
  },
  clinical: { hospital: 'Hospital or ward', requestedBy: 'Requested by', details: 'Clinical details', bloodCount: 'Blood count', filmComment: 'Blood film' },
  laboratory: { name: 'Laboratory', department: 'Department', address: 'Address', telephone: 'Telephone' },
};
