import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { caseColumns } from './caseColumns.ts';
import { cellHistory } from './cellHistory.ts';
import { compareReadings } from './compareReadings.ts';
import { allOfMarrow, countMore, libraryWithCells } from './libraryWithCells.fixture.ts';
import { performAct } from './performAct.ts';
import type { ReviewAct } from './reviewAct.ts';
import { beginReading, finishReading } from './readings.ts';

let directory: string;
let library: Library;
let caseId: number;
let slideId: number;
let cells: number[];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'readings-'));
  const made = libraryWithCells(directory, [[['NGB', 'NGS', 'LYT', 'EBP', 'UNK', 'LYT']]]);
  ({ library, caseId, cellIds: cells } = made);
  [slideId] = made.slideIds;
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

const readers: Record<Reading, string> = { first: 'Dr A', second: 'Dr B', consensus: 'Dr A' };
const act = (reading: Reading, what: ReviewAct, by = readers[reading]) => performAct(library, allOfMarrow, { caseId, reading, by }, what);
const call = (reading: Reading, code: ClassCode, ...cellIds: number[]) => act(reading, { kind: 'call', code, cellIds });
const begin = (reading: Reading, reader = readers[reading]) => { beginReading(library, caseId, reading, reader); };
const finish = (reading: Reading, isFinished = true) => { finishReading(library, caseId, reading, isFinished); };
const compare = () => compareReadings(library, caseId, allOfMarrow);
const notPermitted = expect.objectContaining({ code: 'not-permitted' }) as Error;
const shown = (reading: Reading | 'machine'): string[] => {
  const { codes, states } = caseColumns(library, caseId, allOfMarrow, reading);
  return Array.from(codes, (code, row) => `${classCodes[code]}${states[row] === 0 ? '' : `+${String(states[row])}`}`);
};
const { reviewed, added, removed, excluded, unsettled } = cellState;
const box = { xPx: 2000, yPx: 300, widthPx: 40, heightPx: 40 };

/** Both have named the first four cells; they differ on the second and the fourth. The fifth was named by the first alone. */
function readByTwo(): void {
  begin('second');
  call('first', 'NGB', cells[0], cells[1]);
  call('second', 'NGB', cells[0]);
  call('second', 'NGS', cells[1]);
  call('first', 'PLM', cells[2]);
  call('second', 'PLM', cells[2]);
  act('first', { kind: 'removeCells', cellIds: [cells[3]] });
  call('second', 'EBP', cells[3]);
  call('first', 'MON', cells[4]);
  finish('first');
  finish('second');
}

it('shows neither reader anything of what the other did', () => {
  begin('second');
  call('first', 'MMZ', ...cells);
  act('first', { kind: 'addCell', slideId, box, code: 'BLA' });
  act('first', { kind: 'excludeArea', slideId, box: { xPx: 0, yPx: 0, widthPx: 4000, heightPx: 900 }, reason: '' });
  expect(shown('second')).toEqual(shown('machine'));
  expect(cellHistory(library, 'second', cells[0])).toEqual([]);
  call('second', 'LYT', cells[0]);
  expect(shown('second')[0]).toBe(`LYT+${String(reviewed)}`);
  expect(shown('first')[0]).toBe(`MMZ+${String(reviewed | excluded)}`);
  expect(cellHistory(library, 'second', cells[0]).map(({ by, kind, code }) => [by, kind, code])).toEqual([['Dr B', 'call', 'LYT']]);
});

it('needs two people for two readings, and lets each work in their own alone', () => {
  call('first', 'MMZ', cells[0]);
  expect(() => { call('second', 'LYT', cells[0]); }).toThrow(notPermitted);
  expect(() => { begin('second', 'Dr A'); }).toThrow(notPermitted);
  begin('second');
  expect(() => act('second', { kind: 'undo' }, 'Dr C')).toThrow(/belongs to Dr B/);
  expect(() => act('first', { kind: 'undo' }, 'Dr B')).toThrow(notPermitted);
  expect(() => { begin('first', 'Dr B'); }).toThrow(notPermitted);
  // Others may help with the first reading, and none of them can be the second reader then.
  act('first', { kind: 'accept', cellIds: [cells[1]] }, 'Technologist T');
  begin('second', 'Dr C');
  expect(() => { begin('second', 'Technologist T'); }).toThrow(notPermitted);
  expect(act('second', { kind: 'accept', cellIds: [cells[1]] }, 'Dr C').version).toBe(1);
});

it('lets nobody name another second reader once something was read', () => {
  begin('second');
  call('second', 'LYT', cells[0]);
  expect(() => { begin('second', 'Dr C'); }).toThrow(notPermitted);
  begin('second');
});

it('closes a finished reading to calls, undo and redo until it is opened again', () => {
  call('first', 'MMZ', cells[0]);
  finish('first');
  for (const what of [{ kind: 'undo' }, { kind: 'redo' }, { kind: 'accept', cellIds: [cells[1]] }] as const) expect(() => act('first', what)).toThrow(notPermitted);
  finish('first', false);
  act('first', { kind: 'undo' });
  expect(shown('first')).toEqual(shown('machine'));
});

it('begins the consensus when both have finished, and keeps their readings as they were', () => {
  begin('second');
  call('first', 'MMZ', cells[0]);
  finish('first');
  expect(() => { begin('consensus'); }).toThrow(/Dr B has not finished/);
  expect(() => { call('consensus', 'LYT', cells[0]); }).toThrow(notPermitted);
  finish('second');
  begin('consensus');
  expect(() => { finish('first', false); }).toThrow(notPermitted);
});

it('takes what both agree on into the consensus, the machine\'s call where they differ, and what is settled before all', () => {
  readByTwo();
  begin('consensus');
  expect(shown('consensus')).toEqual([`NGB+${String(reviewed)}`, `NGS+${String(unsettled)}`, `PLM+${String(reviewed)}`, `EBP+${String(unsettled)}`, `UNK+${String(unsettled)}`, 'LYT']);
  expect(call('consensus', 'NGB', cells[1])).toMatchObject({ undo: { kind: 'call', cells: 1, code: 'NGB' }, version: 9 });
  act('consensus', { kind: 'removeCells', cellIds: [cells[3]] });
  expect(shown('consensus').slice(1, 4)).toEqual([`NGB+${String(reviewed)}`, `PLM+${String(reviewed)}`, `EBP+${String(reviewed | removed)}`]);
  expect(cellHistory(library, 'consensus', cells[1]).map(({ reading, code }) => [reading, code])).toEqual([['first', 'NGB'], ['second', 'NGS'], ['consensus', 'NGB']]);
  act('consensus', { kind: 'undo' });
  expect(shown('consensus')[3]).toBe(`EBP+${String(unsettled)}`);
  expect(compare().differing).toEqual([
    { cellId: cells[1], first: 'NGB', second: 'NGS', consensus: 'NGB' }, { cellId: cells[3], first: 'ART', second: 'EBP' }, { cellId: cells[4], first: 'MON', second: 'UNK' },
  ]);
});

it('takes a cell that both added for one, and one that a single reader added for unsettled', () => {
  begin('second');
  act('first', { kind: 'addCell', slideId, box, code: 'BLA' });
  act('second', { kind: 'addCell', slideId, box: { ...box, xPx: 2004 }, code: 'BLA' });
  act('second', { kind: 'addCell', slideId, box: { ...box, xPx: 3000 }, code: 'PLM' });
  finish('first');
  finish('second');
  begin('consensus');
  expect(shown('consensus').slice(6)).toEqual([`BLA+${String(reviewed | added)}`, `PLM+${String(added | removed | unsettled)}`]);
  const { differing, cells: compared } = compare();
  expect(compared).toBe(1);
  expect(differing).toEqual([{ cellId: expect.any(Number) as number, first: 'ART', second: 'PLM' }]);
  call('consensus', 'PLM', differing[0].cellId);
  expect(shown('consensus').slice(6)).toEqual([`BLA+${String(reviewed | added)}`, `PLM+${String(reviewed | added)}`]);
});

it('counts the machine\'s finding of a cell that a single reader added before, until the consensus takes in the added one', () => {
  begin('second');
  const [cellId] = act('first', { kind: 'addCell', slideId, box: { xPx: 2, yPx: 1002, widthPx: 40, heightPx: 40 }, code: 'BLA' }).changed.ids;
  countMore(library, slideId, 'LYT');
  finish('first');
  finish('second');
  begin('consensus');
  expect([shown('first').slice(6), shown('second').slice(6), shown('consensus').slice(6)]).toEqual([[`LYT+${String(removed)}`, `BLA+${String(reviewed | added)}`], ['LYT'], ['LYT', `BLA+${String(added | removed | unsettled)}`]]);
  call('consensus', 'BLA', cellId);
  expect(shown('consensus').slice(6)).toEqual([`LYT+${String(removed)}`, `BLA+${String(reviewed | added)}`]);
});

it('leaves out of the consensus what either left out, until it is taken in again', () => {
  begin('second');
  act('second', { kind: 'excludeArea', slideId, box: { xPx: 0, yPx: 0, widthPx: 50, heightPx: 50 }, reason: 'fold' });
  finish('second');
  call('first', 'NGB', cells[0]);
  finish('first');
  begin('consensus');
  expect(shown('consensus')[0]).toBe(`NGB+${String(excluded)}`);
  const [{ areaId }] = library.excludedAreas.standing(caseId, 'second');
  const change = act('consensus', { kind: 'includeArea', areaId });
  expect([...change.changed.ids]).toEqual([cells[0]]);
  expect(shown('consensus')[0]).toBe('NGB');
  expect(shown('second')[0]).toBe(`NGB+${String(excluded)}`);
});

it('compares the cells that both have named, by class and by lineage', () => {
  readByTwo();
  const { cells: compared, table, byClass, byLineage, readers: who, finished } = compare();
  expect({ compared, who, finished }).toEqual({ compared: 4, who: { first: 'Dr A', second: 'Dr B' }, finished: true });
  expect(table.codes).toEqual(['NGB', 'NGS', 'PLM', 'EBP', 'ART']);
  expect(table.rows[0]).toEqual([1, 1, 0, 0, 0]);
  expect(table.rows[4]).toEqual([0, 0, 0, 1, 0]);
  expect(byClass?.agreement).toBe(0.5);
  // Two neutrophils differ by stage alone.
  expect(byLineage?.agreement).toBe(0.75);
  expect(byLineage!.kappa).toBeGreaterThan(byClass!.kappa);
});

it('compares each of the laboratory\'s own classes as a lineage by itself', () => {
  begin('second');
  call('first', 'OW1', cells[0], cells[1], cells[2]);
  call('second', 'OW1', cells[0]);
  call('second', 'OW2', cells[1], cells[2]);
  for (const reading of ['first', 'second'] as const) {
    call(reading, 'EBP', cells[3]);
    finish(reading);
  }
  expect(compare().byLineage).toEqual(compare().byClass);
  expect(compare().byLineage?.agreement).toBe(0.5);
});

it('tells nothing of either reader before both have finished', () => {
  expect(compare).toThrow(notPermitted);
  begin('second');
  call('first', 'PLM', cells[0]);
  call('second', 'LYT', cells[0]);
  finish('second');
  expect(compare()).toMatchObject({ finished: false, cells: 0, table: { codes: [], rows: [] }, differing: [] });
  expect(compare().byClass).toBeUndefined();
});
