import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Reading } from '#shared/contract/parts.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { exampleConfusion } from '#shared/reports/exampleDocument.ts';
import { stateOf } from '#shared/reports/printed/reviewWords.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { compareReadings } from '#main/cases/review/compareReadings.ts';
import { allOfMarrow, libraryWithCells } from '#main/cases/review/libraryWithCells.fixture.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import type { ReviewAct } from '#main/cases/review/reviewAct.ts';
import { beginReading, finishReading } from '#main/cases/review/readings.ts';
import type { Library } from '#main/store/library.ts';
import { reportedCase } from './reportedCase.ts';
import { mustSettle } from './signableCase.ts';

let directory: string;
let library: Library;
let caseId: number;
let slideId: number;
let cells: number[];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'unsettled-'));
  const made = libraryWithCells(directory, [[['NGB', 'NGS', 'LYT', 'EBP']]]);
  ({ library, caseId, cellIds: cells } = made);
  [slideId] = made.slideIds;
  beginReading(library, caseId, 'second', 'Dr B');
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

const act = (reading: Reading, what: ReviewAct) => performAct(library, allOfMarrow, { caseId, reading, by: reading === 'second' ? 'Dr B' : 'Dr A' }, what);
const add = (reading: Reading, xPx: number, code: 'BLA' | 'PLM' | 'LYT' | 'ART') => act(reading, { kind: 'addCell', slideId, box: { xPx, yPx: 300, widthPx: 40, heightPx: 40 }, code });
const beginConsensus = (): void => {
  act('first', { kind: 'accept', cellIds: cells });
  finishReading(library, caseId, 'first', true);
  finishReading(library, caseId, 'second', true);
  beginReading(library, caseId, 'consensus', 'Dr A');
};
const reported = (): DifferentialDocument => buildDifferentialDocument({ ...reportedCase(library, caseId, 'consensus', [], '1.0.0').input, confusion: exampleConfusion });
/** What is said before signing of cells on which the readers differ. */
const saidBeforeSigning = (): string[] => {
  const made = reportedCase(library, caseId, 'consensus', [], '1.0.0');
  return mustSettle(library, caseId, made, buildDifferentialDocument(made.input)).filter((sentence) => sentence.includes('differ'));
};
const open = (): number[] => compareReadings(library, caseId, allOfMarrow).differing.filter(({ consensus }) => consensus === undefined).map(({ cellId }) => cellId);

it('warns before signing of cells that one reader alone added, until they are settled', () => {
  add('first', 2000, 'BLA');
  add('second', 3000, 'BLA');
  add('second', 3200, 'PLM');
  act('second', { kind: 'accept', cellIds: cells });
  beginConsensus();
  expect(open()).toHaveLength(3);
  expect(saidBeforeSigning()).toEqual(['The two readers differ on 3 cells that were added, and no consensus was found: they are left out of the count.']);
  act('consensus', { kind: 'call', code: 'BLA', cellIds: open().slice(0, 2) });
  expect(saidBeforeSigning()).toEqual(['The two readers differ on 1 cell that was added, and no consensus was found: it is left out of the count.']);
  act('consensus', { kind: 'removeCells', cellIds: open() });
  expect(saidBeforeSigning()).toEqual([]);
});

it('warns of a cell that both added under different names, of none that both added alike or together', () => {
  add('first', 2000, 'BLA');
  add('second', 2004, 'BLA');
  add('first', 3000, 'BLA');
  add('second', 3004, 'LYT');
  beginConsensus();
  add('consensus', 3500, 'PLM');
  expect(saidBeforeSigning()).toEqual(['The two readers differ on 1 cell that was added, and no consensus was found: it is left out of the count.']);
});

it('counts as many cells as the comparison lists: what one took away and the other calls an artefact is settled', () => {
  act('first', { kind: 'removeCells', cellIds: [cells[0]] });
  act('second', { kind: 'call', code: 'ART', cellIds: [cells[0]] });
  act('second', { kind: 'call', code: 'PLM', cellIds: [cells[1], cells[2]] });
  finishReading(library, caseId, 'first', true);
  finishReading(library, caseId, 'second', true);
  beginReading(library, caseId, 'consensus', 'Dr A');
  expect(open()).toEqual([cells[1], cells[2]]);
  expect(saidBeforeSigning()).toEqual(["The two readers differ on 2 cells, and no consensus was found: the machine's calls stand."]);
});

it('reports a case as partly reviewed, and why, as long as a cell that one reader added is left open', () => {
  act('second', { kind: 'accept', cellIds: cells });
  add('second', 3000, 'BLA');
  beginConsensus();
  const unsettled = reported();
  expect(unsettled).toMatchObject({ review: { state: 'partlyReviewed', cellsReviewed: 4, cellsAdded: 0 }, counts: { EBP: 1, LYT: 1, NGB: 1, NGS: 1 } });
  expect(unsettled.warnings).toEqual(expect.arrayContaining(saidBeforeSigning()));
  expect(saidBeforeSigning()).toHaveLength(1);
  expect(stateOf(unsettled, englishTexts)).toBe('Partly reviewed by Dr A, Dr B: cells on which the two readers differ are left out');
  expect(unsettled.machineErrors.source).not.toBe(englishTexts.callsReviewed);
  act('consensus', { kind: 'call', code: 'BLA', cellIds: open() });
  const settled = reported();
  expect(settled).toMatchObject({ review: { state: 'reviewed', cellsReviewed: 5, cellsAdded: 1 }, counts: { BLA: 1 }, machineErrors: { known: false, source: englishTexts.callsReviewed } });
  expect(settled.warnings.join(' ')).not.toContain('readers differ');
});

it('reports of a cell that the machine found, and on which the readers differ, that its call stands', () => {
  act('second', { kind: 'call', code: 'PLM', cellIds: [cells[0]] });
  act('second', { kind: 'accept', cellIds: cells.slice(1) });
  beginConsensus();
  expect(stateOf(reported(), englishTexts)).toBe('Machine calls, partly reviewed by Dr A, Dr B: 3 of 4 cells');
  expect(reported().warnings).toContain("The two readers differ on 1 cell, and no consensus was found: the machine's call stands.");
});

it('takes an artefact that one reader alone added for no cell, on which nothing is left to settle', () => {
  act('second', { kind: 'accept', cellIds: cells });
  add('second', 3000, 'ART');
  beginConsensus();
  const made = reportedCase(library, caseId, 'consensus', [], '1.0.0');
  expect(open()).toEqual([]);
  expect(reported()).toMatchObject({ review: { state: 'reviewed', cellsReviewed: 4, cellsAdded: 0 } });
  expect(reported().counts).toEqual({ EBP: 1, LYT: 1, NGB: 1, NGS: 1 });
  expect(mustSettle(library, caseId, made, reported()).join(' ')).not.toMatch(/as the machine called|differ/);
});

it('counts an artefact that both readers added as seen by both', () => {
  act('second', { kind: 'accept', cellIds: cells });
  add('first', 3000, 'ART');
  add('second', 3004, 'ART');
  beginConsensus();
  expect(reported()).toMatchObject({ review: { state: 'reviewed', cellsReviewed: 5, cellsAdded: 1 }, counts: { ART: 1 } });
});
