import { afterEach, expect, it, vi } from 'vitest';
import { describeCase } from './describeCase.ts';

const bare = { isSample: false, patientName: '', patientIdentifier: '', accession: '', specimen: 'blood', createdAt: '2026-03-05T08:00:00.000Z' } as const;

afterEach(() => { vi.unstubAllEnvs(); });

it('names a case by what is known of whose it is', () => {
  expect(describeCase({ ...bare, patientName: 'Ada B.', patientIdentifier: 'P-12', accession: '26/0143', specimen: 'marrow', takenAt: '2026-03-04T09:30' })).toBe('Ada B. · P-12 · 26/0143 · Bone marrow · taken 2026-03-04 09:30');
  expect(describeCase(bare)).toBe('No name given · Blood · added here 2026-03-05');
});

it('says on which day a case was added by the clock of this machine', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(describeCase({ ...bare, createdAt: '2026-03-05T20:00:00.000Z' })).toBe('No name given · Blood · added here 2026-03-06');
});
