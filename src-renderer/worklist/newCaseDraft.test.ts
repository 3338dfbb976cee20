import { describe, expect, it } from 'vitest';
import { checkNewCase } from './newCaseDraft.ts';
import type { NewCaseDraft } from './newCaseDraft.ts';

const draft: NewCaseDraft = { paths: ['/slides/a.svs'], specimen: 'marrow', target: '500', micrometresPerPixel: '', assignedTo: '', fields: {} };
const problemsOf = (changes: Partial<NewCaseDraft>): string[] => {
  const checked = checkNewCase({ ...draft, ...changes });
  return checked.isReady ? [] : Object.keys(checked.problems);
};

describe('a new case', () => {
  it('is sent with what was typed, and without what was left empty', () => {
    const checked = checkNewCase({ ...draft, micrometresPerPixel: '0,23', assignedTo: 'Dr Ito', fields: { 'patient.name': ' Adeyemi, Kofi ', 'patient.sex': '', 'specimen.takenAt': '2026-11-20' } });
    expect(checked).toEqual({ isReady: true, arguments: {
      paths: ['/slides/a.svs'], specimen: 'marrow', target: 500, micrometresPerPixel: 0.23, assignedTo: 'Dr Ito',
      fields: { patient: { name: 'Adeyemi, Kofi' }, specimen: { takenAt: '2026-11-20' } },
    } });
  });

  it('names every field that can’t be used', () => {
    expect(problemsOf({ paths: [] })).toEqual(['paths']);
    expect(problemsOf({ target: '1.5', micrometresPerPixel: '0' })).toEqual(['target', 'micrometresPerPixel']);
    expect(problemsOf({ target: '' })).toEqual(['target']);
    for (const target of ['1,000', '1.000', '2,000', '10,00', '0x64', '1e2', '100001']) expect(problemsOf({ target }), target).toEqual(['target']);
    expect(problemsOf({ fields: { 'specimen.takenAt': '2026-02-30', 'patient.name': 'x'.repeat(301) } })).toEqual(['patient.name', 'specimen.takenAt']);
  });
});
