import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Reading } from '#shared/contract/parts.ts';
import type { Library } from '#main/store/library.ts';
import { allOfMarrow, countMore, libraryWithCells } from './libraryWithCells.fixture.ts';
import { performAct } from './performAct.ts';
import { beginReading, finishReading } from './readings.ts';
import type { ReviewAct } from './reviewAct.ts';
import { settledCells } from './settledCells.ts';

let directory: string, library: Library, cells: number[], slideId: number;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'settled-'));
  const made = libraryWithCells(directory, [[['NGB', 'NGS', 'LYT', 'LYT', 'EBP']]]);
  ({ library, cellIds: cells, slideIds: [slideId] } = made);
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});
const act = (by: string, reading: Reading, what: ReviewAct) => performAct(library, allOfMarrow, { caseId: 1, reading, by }, what);
const call = (by: string, reading: Reading, cellId: number, code: 'NGS' | 'LYT' | 'UNK' | 'ART') => act(by, reading, { kind: 'call', cellIds: [cellId], code });
const settled = () => settledCells(library, 1).settled.map(({ cellId, code, by }) => [cells.indexOf(cellId), code, by]);
const left = () => settledCells(library, 1).left.map(({ cellId, why }) => [cells.indexOf(cellId), why]);

it('takes one reader at their last word, what was undone excepted, and leaves alone what nobody named', () => {
  call('Dr A', 'first', cells[0], 'LYT');
  call('Dr A', 'first', cells[0], 'NGS');
  act('Dr A', 'first', { kind: 'accept', cellIds: [cells[2]] });
  call('Dr A', 'first', cells[3], 'ART');
  act('Dr A', 'first', { kind: 'undo' });
  expect(settled()).toEqual([[0, 'NGS', 'Dr A'], [2, 'LYT', 'Dr A']]);
  expect(left()).toEqual([]);
});

it('leaves out cells that were taken away, and those in an area left out until it is taken in again', () => {
  call('Dr A', 'first', cells[0], 'NGS');
  act('Dr A', 'first', { kind: 'removeCells', cellIds: [cells[1]] });
  act('Dr A', 'first', { kind: 'excludeArea', slideId, box: { xPx: 0, yPx: 0, widthPx: 60, heightPx: 60 }, reason: 'Fold' });
  expect(left()).toEqual([[0, 'excludedArea'], [1, 'takenAway']]);
  act('Dr A', 'first', { kind: 'undo' });
  expect(settled()).toEqual([[0, 'NGS', 'Dr A']]);
});

it('gives cells that a person added', () => {
  act('Dr A', 'first', { kind: 'addCell', slideId, box: { xPx: 2000, yPx: 500, widthPx: 40, heightPx: 40 }, code: 'LYT' });
  expect(settledCells(library, 1).settled).toEqual([{ cellId: -1, slideId, box: { xPx: 2000, yPx: 500, widthPx: 40, heightPx: 40 }, code: 'LYT', by: 'Dr A' }]);
});

it('gives a cell once that was added and found, as what a person named', () => {
  act('Dr A', 'first', { kind: 'addCell', slideId, box: { xPx: 2, yPx: 1002, widthPx: 40, heightPx: 40 }, code: 'LYT' });
  const found = countMore(library, slideId, 'EBP');
  expect(settled()).toEqual([[-1, 'LYT', 'Dr A']]);
  call('Dr A', 'first', found, 'NGS');
  const both = settledCells(library, 1);
  expect(both.settled.map(({ cellId, code }) => [cellId, code])).toEqual([[found, 'NGS']]);
  expect(both.left.map(({ cellId, code, why }) => [cellId, code, why])).toEqual([[-1, 'LYT', 'foundToo']]);
  act('Dr A', 'first', { kind: 'removeCells', cellIds: [found] });
  expect(settled()).toEqual([[-1, 'LYT', 'Dr A']]);
});

it('shows nothing while the second reader is at work, then what both say alike, and of the rest what they settle together', () => {
  beginReading(library, 1, 'first', 'Dr A');
  call('Dr A', 'first', cells[0], 'NGS');
  call('Dr A', 'first', cells[1], 'LYT');
  // As the machine calls it: the second reader, who leaves it alone, says the same.
  call('Dr A', 'first', cells[2], 'LYT');
  beginReading(library, 1, 'second', 'Dr B');
  call('Dr B', 'second', cells[0], 'NGS');
  expect(settled()).toEqual([]);
  expect(left()).toEqual([[0, 'beingRead'], [1, 'beingRead'], [2, 'beingRead']]);
  // Nor is it shown under another reason.
  act('Dr B', 'second', { kind: 'excludeArea', slideId, box: { xPx: 0, yPx: 0, widthPx: 60, heightPx: 60 }, reason: 'Fold' });
  expect(left().every(([, why]) => why === 'beingRead')).toBe(true);
  act('Dr B', 'second', { kind: 'undo' });
  finishReading(library, 1, 'first', true);
  finishReading(library, 1, 'second', true);
  expect(settled()).toEqual([[0, 'NGS', 'Dr A, Dr B'], [2, 'LYT', 'Dr A']]);
  expect(left()).toEqual([[1, 'disagreed']]);
  beginReading(library, 1, 'consensus', 'Dr A');
  call('Dr A', 'consensus', cells[1], 'LYT');
  expect(settled()).toEqual([[0, 'NGS', 'Dr A, Dr B'], [1, 'LYT', 'Dr A'], [2, 'LYT', 'Dr A']]);
});
