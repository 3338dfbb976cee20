import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { casesOfLibrary } from './casesOfLibrary.ts';
import { casesOfOnePatient } from './casesOfOnePatient.ts';
import type { ChosenCell } from './chosenCells.ts';
import { lookAgain } from './lookAgain.ts';

let directory: string, library: Library;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'look-again-')); library = openLibrary(directory); });
afterEach(() => { library.close(); rmSync(directory, { recursive: true, force: true }); });

const addCase = (identity: string, patient: Readonly<Record<string, string>> = {}): number => (
  library.cases.add({ identity, settings: '{}', details: JSON.stringify({ patient }), createdAt: '2026-01-01' }));
const cell = (caseId: number, side: ChosenCell['side'], group: string): ChosenCell => ({ caseId, cellId: 1, code: 'NGS', side, group });
const again = (cells: readonly ChosenCell[]) => lookAgain(library, { cells, folderCases: [], folderSides: {} });

it('joins cases by every identifier of a patient, written in whatever case and spacing, and by no name alone', () => {
  addCase('both', { identifier: 'P-1', hospitalNumber: 'H 7' });
  addCase('hospital only', { hospitalNumber: ' h  7 ' });
  addCase('named too', { identifier: 'P-2', name: 'Ada Lovelace', dateOfBirth: '1815-12-10' });
  addCase('name and birth', { name: 'ada  lovelace', dateOfBirth: '1815-12-10T08:30' });
  addCase('name alone', { name: 'Ada Lovelace' });
  addCase('nobody', { identifier: ' ', hospitalNumber: '' });
  addCase('nobody else', {});
  const joined = casesOfOnePatient(casesOfLibrary(library)).map(({ members }) => members.map(({ key }) => key).sort());
  expect(joined.sort()).toEqual([['both', 'hospital only'], ['name alone'], ['name and birth', 'named too'], ['nobody'], ['nobody else']]);
});

it('lets nobody judge whose patient, as written since, is learnt from: in this training or in another', () => {
  const learnt = addCase('learnt', { identifier: 'P-1' }), apart = addCase('apart'), other = addCase('other', { hospitalNumber: 'H-2' }), third = addCase('third');
  const chosen = [cell(learnt, 'training', 'one'), cell(apart, 'heldOut', 'two'), cell(other, 'heldOut', 'three'), cell(third, 'heldOut', 'four')];
  expect(again(chosen)).toMatchObject({ cells: chosen, leftOut: [] });
  library.cases.setDetails(apart, JSON.stringify({ patient: { identifier: 'P-1' } }));
  const removed = addCase('learnt from elsewhere', { hospitalNumber: 'H-2' });
  library.trainingCases.keepSides(new Map([['learnt from elsewhere', 'training']]), '2026-01-02');
  const { cells, leftOut } = again(chosen);
  expect(cells.map(({ caseId }) => caseId)).toEqual([learnt, third]);
  expect(leftOut).toEqual([apart, other].map((caseId) => ({ what: `case ${caseId}`, why: expect.stringContaining('is of a patient who is learnt from') as string })));
  expect(removed).toBeGreaterThan(third);
});

it('takes two cases that turn out to be of one patient as one, and calls it as before', () => {
  const [one, two] = ['one', 'two'].map((identity) => addCase(identity));
  const chosen = [cell(one, 'heldOut', 'b'), cell(two, 'heldOut', 'a')];
  for (const caseId of [one, two]) library.cases.setDetails(caseId, JSON.stringify({ patient: { identifier: 'P-1' } }));
  expect(again(chosen).cells.map(({ group }) => group)).toEqual(['a', 'a']);
});

it('looks at a folder\'s cases too', () => {
  const learnt = addCase('learnt', { identifier: 'P-1' }), [{ patient }] = casesOfLibrary(library);
  const folderCases = [{ key: 'folder a', patient: patient.slice(0, 12) }, { key: 'folder b', patient: 'folder b' }, { key: 'folder c', patient: 'folder c' }];
  const { folder, leftOut } = lookAgain(library, { cells: [cell(learnt, 'training', patient)], folderCases, folderSides: { 'folder a': 'heldOut', 'folder b': 'heldOut' } });
  expect([...folder].map(([key, { side }]) => [key, side])).toEqual([['folder a', undefined], ['folder b', 'heldOut'], ['folder c', 'training']]);
  expect(leftOut.map(({ what }) => what)).toEqual(['folder a']);
});
