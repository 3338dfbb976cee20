import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { chooseCases } from './chooseCases.ts';
import type { WorklistChoice } from './chooseCases.ts';

const line = (id: number, changes: Partial<CaseSummary>): CaseSummary => ({
  id, state: 'toReview', patientName: '', patientIdentifier: '', accession: '', specimen: 'marrow', site: '', createdAt: `2026-11-0${id}T08:00:00Z`,
  cellsCounted: 0, target: 500, reviewedShare: 0, slideCount: 1, isSigned: false, flags: [], isSample: false, ...changes,
});
const lines = [
  line(1, { patientName: 'Müller, Åsa', patientIdentifier: 'P-20', cellsCounted: 500 }),
  line(2, { patientName: 'Adeyemi, Kofi', patientIdentifier: 'P-3', state: 'signed', assignedTo: 'Dr Ito', cellsCounted: 200 }),
  line(3, { isSample: true, flags: ['near 20 % blasts'], cellsCounted: 100 }),
];
const usual: WorklistChoice = { search: '', state: 'all', sortBy: 'taken', direction: 'descending' };
const chosen = (choice: Partial<WorklistChoice>): number[] => chooseCases(lines, { ...usual, ...choice }).map(({ id }) => id);

describe('the worklist', () => {
  it('finds all words anywhere in the line, without regard to accents and case', () => {
    expect(chosen({ search: 'asa MULLER' })).toEqual([1]);
    expect(chosen({ search: 'ito p-3' })).toEqual([2]);
    expect(chosen({ search: 'blasts' })).toEqual([3]);
    expect(chosen({ search: 'muller kofi' })).toEqual([]);
  });
  it('shows one state', () => { expect(chosen({ state: 'signed' })).toEqual([2]); });
  it('sorts numbers in words as numbers, and leaves lines without the value last both ways', () => {
    expect(chosen({ sortBy: 'identifiers', direction: 'ascending' })).toEqual([2, 1, 3]);
    expect(chosen({ sortBy: 'identifiers', direction: 'descending' })).toEqual([1, 2, 3]);
    expect(chosen({ sortBy: 'counted', direction: 'ascending' })).toEqual([3, 2, 1]);
  });
  it('puts the latest first where the sorted column is equal', () => {
    expect(chosen({ sortBy: 'state', direction: 'ascending' })).toEqual([3, 1, 2]);
  });
});
