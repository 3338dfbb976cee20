import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReviewAct } from '#main/cases/review/reviewAct.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { allOfMarrow } from '../../cases/review/libraryWithCells.fixture.ts';
import { casesOfLibrary } from './casesOfLibrary.ts';
import { casesOfOnePatient } from './casesOfOnePatient.ts';
import type { ChosenCell } from './chosenCells.ts';
import { lookAgain } from './lookAgain.ts';

let directory: string, library: Library;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'look-again-')); library = openLibrary(directory); });
afterEach(() => { library.close(); rmSync(directory, { recursive: true, force: true }); });

/** A case of one cell, at the place given. */
function addCase(identity: string, patient: Readonly<Record<string, string>> = {}, xPx = 100): number {
  const caseId = library.cases.add({ identity, settings: '{}', details: JSON.stringify({ patient }), createdAt: '2026-01-01' });
  const slideId = library.slides.add({ caseId, position: 0, path: `/smears/${identity}.svs`, format: 'SVS', hash: createHash('sha256').update(identity).digest('hex'), widthPx: 1000, heightPx: 1000 });
  library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, [{ field: identity, box: { xPx: 0, yPx: 0, widthPx: 1000, heightPx: 1000 } }], []);
  const [{ id: regionId }] = library.regions.ofSlide(slideId);
  library.regions.markCounted(regionId);
  library.cells.addToRegion(regionId, [{ box: { xPx, yPx: 300, widthPx: 40, heightPx: 40 }, score: 0.9, machineCall: { code: 'NGS', forcedCode: 'NGS', probabilities: Float32Array.of(0.9, 0.1), familiarity: 0.5, modelVersion: 'cells@1.0.0:abc' } }]);
  return caseId;
}
const cellsOf = (caseId: number) => library.slides.ofCase(caseId).flatMap(({ id }) => library.cells.ofSlide(id));
function cell(caseId: number, side: ChosenCell['side'], group: string): ChosenCell {
  const [{ id, box: { xPx, yPx } }] = cellsOf(caseId);
  return { caseId, cellId: id, code: 'NGS', side, group, identity: library.cases.get(caseId).identity, corner: { xPx, yPx } };
}
const askedAt = '2026-01-02T00:00:00.000Z';
const again = (cells: readonly ChosenCell[]) => lookAgain(library, { cells, askedAt, folderCases: [], folderSides: {} });

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
  const { folder, leftOut } = lookAgain(library, { cells: [cell(learnt, 'training', patient)], askedAt, folderCases, folderSides: { 'folder a': 'heldOut', 'folder b': 'heldOut' } });
  expect([...folder].map(([key, { side }]) => [key, side])).toEqual([['folder a', undefined], ['folder b', 'heldOut'], ['folder c', 'training']]);
  expect(leftOut.map(({ what }) => what)).toEqual(['folder a']);
});

it('takes no cell of a case that was removed, nor of another under its number, nor one that lies elsewhere now, and says so once', () => {
  const [stays, removed, other, moved] = ['stays', 'removed', 'other', 'moved'].map((identity) => addCase(identity));
  const chosen = [cell(stays, 'training', 'a'), cell(removed, 'training', 'b'), cell(other, 'training', 'c'), cell(moved, 'training', 'd'), { ...cell(moved, 'heldOut', 'd'), code: 'LYT' as const }];
  expect(again(chosen.slice(0, 4))).toMatchObject({ cells: chosen.slice(0, 4), leftOut: [] });
  library.cases.remove(removed);
  const { cells, leftOut } = again([...chosen.slice(0, 2), { ...chosen[2], identity: 'that stood there' }, ...chosen.slice(3).map((each) => ({ ...each, corner: { xPx: 500, yPx: 300 } }))]);
  expect(cells).toEqual([chosen[0]]);
  expect(leftOut).toEqual([
    ...[removed, other].map((caseId) => ({ what: `case ${caseId}`, why: expect.stringContaining('is not in the library any more') as string })),
    { what: `case ${moved}`, why: expect.stringContaining('do not lie where they lay') as string },
  ]);
});

it('takes the cells that an earlier version chose, which did not note their case, where case and cell are there', () => {
  const [stays, removed, other] = ['stays', 'removed', 'another'].map((identity) => addCase(identity));
  const chosen = [cell(stays, 'heldOut', 'a'), cell(removed, 'training', 'b')].map(({ identity, corner, ...kept }): ChosenCell => { expect([identity, corner]).not.toContain(undefined); return kept; });
  expect(again(chosen)).toMatchObject({ cells: chosen, leftOut: [] });
  library.cases.setDetails(stays, JSON.stringify({ patient: { identifier: 'P-1' } }));
  library.cases.setDetails(other, JSON.stringify({ patient: { identifier: 'P-1' } }));
  library.trainingCases.keepSides(new Map([['another', 'training']]), '2026-01-02');
  expect(again(chosen).leftOut).toEqual([{ what: `case ${stays}`, why: expect.stringContaining('is of a patient who is learnt from') as string }]);
  library.cases.remove(removed);
  expect(again(chosen.slice(1)).leftOut).toEqual([{ what: `case ${removed}`, why: expect.stringContaining('is not in the library any more') as string }]);
  expect(again([{ ...chosen[0], cellId: chosen[0].cellId + 1000 }]).leftOut).toEqual([{ what: `case ${stays}`, why: expect.stringContaining('do not lie where they lay') as string }]);
  // A case that was begun after the training was asked for is none that it chose from.
  expect(lookAgain(library, { cells: chosen.slice(0, 1), askedAt: '2025-12-31', folderCases: [], folderSides: {} }).leftOut).toEqual([{ what: `case ${stays}`, why: expect.stringContaining('whatever has its number now') as string }]);
});

it('judges by calls that stand alone, and learns by those that were chosen', () => {
  const cases = ['stands', 'undone', 'called otherwise', 'taken away', 'in an area', 'disagreed about', 'read a second time', 'learnt from, and undone'].map((identity) => addCase(identity));
  const [, undone, otherwise, away, area, disagreed, read, learnt] = cases;
  const act = (caseId: number, what: ReviewAct, reading: 'first' | 'second' = 'first') => performAct(library, allOfMarrow, { caseId, reading, by: reading === 'first' ? 'Dr A' : 'Dr B' }, what);
  const call = (caseId: number, code: 'NGS' | 'LYT', reading: 'first' | 'second' = 'first') => act(caseId, { kind: 'call', cellIds: [cellsOf(caseId)[0].id], code }, reading);
  for (const caseId of cases) call(caseId, 'NGS');
  const chosen = cases.map((caseId) => cell(caseId, caseId === learnt ? 'training' : 'heldOut', `patient ${caseId}`));
  const judging = () => lookAgain(library, { cells: chosen, askedAt, folderCases: [], folderSides: {}, isForJudging: true });
  expect(judging()).toMatchObject({ cells: chosen.slice(0, -1), leftOut: [] });
  for (const caseId of [undone, learnt]) act(caseId, { kind: 'undo' });
  call(otherwise, 'LYT');
  act(away, { kind: 'removeCells', cellIds: [cellsOf(away)[0].id] });
  act(area, { kind: 'excludeArea', slideId: library.slides.ofCase(area)[0].id, box: { xPx: 0, yPx: 0, widthPx: 900, heightPx: 900 }, reason: 'Fold' });
  for (const caseId of [disagreed, read]) {
    library.readings.setFinished(caseId, 'first', true);
    library.readings.begin(caseId, 'second', 'Dr B');
    call(caseId, 'LYT', 'second');
  }
  library.readings.setFinished(disagreed, 'second', true);
  const { cells, leftOut } = judging();
  expect(cells).toEqual(chosen.slice(0, 1));
  expect(leftOut).toEqual([
    [undone, 'calls of cells that were chosen of it were undone since'], [otherwise, 'cells that were chosen of it are called something else now'], [away, 'cells that were chosen of it were taken away since'],
    [area, 'cells that were chosen of it lie in an area that was left out since'], [disagreed, 'readers disagree now about cells that were chosen of it'], [read, 'a second reader is at work on it'],
  ].map(([caseId, why]) => ({ what: `case ${caseId}`, why })));
  // What was noted stays what a training learns from, and is judged by at its end.
  expect(again(chosen)).toMatchObject({ cells: chosen, leftOut: [] });
});
