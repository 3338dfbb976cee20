// Slides that come again as new cases, under names written otherwise, stand on the side on which they stood.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { libraryCells } from '#main/service/fineTuning/libraryCells.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { addReviewedPatients, patientsNamedOtherwise } from './reviewedLibrary.ts';

const classes: readonly ClassCode[] = ['NGS', 'LYT'];
const directory = mkdtempSync(path.join(tmpdir(), 'sides-'));
let first: Library, later: Library;
beforeAll(async () => {
  const slides = path.join(directory, 'slides'), patients = patientsNamedOtherwise(8, 2);
  mkdirSync(slides);
  await addReviewedPatients(path.join(directory, 'first'), slides, patients);
  // The same slides, of which nobody knows any more whose they are.
  await addReviewedPatients(path.join(directory, 'later'), slides, patients.map((patient, i) => ({ ...patient, name: `Unknown ${i}` })));
  [first, later] = ['first', 'later'].map((name) => openLibrary(path.join(directory, name)));
}, 120_000);
afterAll(() => {
  first.close();
  later.close();
  rmSync(directory, { recursive: true, force: true });
});

it('keeps apart again what stood apart, by the slide alone, though case and patient are new', () => {
  const chosen = libraryCells(first, classes);
  const heldOut = chosen.cases.flatMap(({ slides, side }) => (side === 'heldOut' ? slides ?? [] : []));
  expect(heldOut).toHaveLength(2);
  const kept = [...chosen.sides.values()].flatMap(({ keys, side }) => keys.filter((key) => key.startsWith('slide ') || key.startsWith('patient ')).map((key) => [key, side] as const));
  later.trainingCases.keepSides(new Map(kept), '2026-01-01');
  const again = libraryCells(later, classes).cases.flatMap(({ slides, side }) => (side === 'heldOut' ? slides ?? [] : []));
  expect(again.sort()).toEqual(heldOut.sort());
});

it('lets no patient judge of whom a case was learnt from, though that case is left out now', () => {
  const [{ caseId, key }] = libraryCells(first, classes).cases;
  first.trainingCases.keepSides(new Map([[key, 'training']]), '2026-01-01');
  first.trainingCases.exclude(caseId, { isExcluded: true, by: 'Dr A', at: '2026-01-02', reason: 'Mixed up' });
  const [other] = libraryCells(first, classes).cases.filter(({ side }) => side === 'heldOut');
  first.trainingCases.keepSides(new Map([[other.key, 'heldOut']]), '2026-01-03');
  const { patient } = JSON.parse(first.cases.get(caseId).details) as { patient: object };
  first.cases.setDetails(other.caseId, JSON.stringify({ patient }));
  expect(libraryCells(first, classes).cases.find((each) => each.caseId === other.caseId)!.side).toBe('training');
});
