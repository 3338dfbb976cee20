import { expect, it } from 'vitest';
import { describeCase } from './describeCase.ts';

const bare = { isSample: false, patientName: '', patientIdentifier: '', accession: '', specimen: 'blood', createdAt: '2026-03-05T08:00:00.000Z' } as const;

it('names a case by what is known of whose it is', () => {
  expect(describeCase({ ...bare, patientName: 'Ada B.', patientIdentifier: 'P-12', accession: '26/0143', specimen: 'marrow', takenAt: '2026-03-04T09:30' })).toBe('Ada B. · P-12 · 26/0143 · Bone marrow · taken 2026-03-04 09:30');
  expect(describeCase(bare)).toBe('No name given · Blood · added here 2026-03-05');
});
