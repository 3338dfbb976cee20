import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { libraryWithCells } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let directory: string;
let workstation: TestWorkstation;
let caseId: number;
let slideIds: number[];
let cells: number[];
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'review-commands-'));
  const made = libraryWithCells(directory, [[['NGB', 'NGS', 'UNK']]]);
  ({ caseId, slideIds, cellIds: cells } = made);
  made.library.close();
  workstation = openTestWorkstation(directory);
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }, { name: 'Dr B', role: 'hematologist' }] } });
});
afterEach(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

const first = () => ({ caseId, reading: 'first', by: 'Dr A' }) as const;
const told = (): ReviewChange[] => workstation.events.flatMap((event) => (event.event === 'reviewed' ? [event.change] : []));
const codesOf = async (reading: 'first' | 'second' = 'first') => Array.from((await workstation.call('cells.ofCase', { caseId, reading })).codes, (code) => classCodes[code]);

it('answers an act with what it changed, tells every window the same, and shows it from then on', async () => {
  const change = await workstation.call('review.call', { ...first(), cellIds: [cells[1]], code: 'MMZ' });
  // Who acted is answered first.
  await workstation.event(({ event }) => event === 'reviewed');
  expect(told()).toEqual([change]);
  expect(await codesOf()).toEqual(['NGB', 'MMZ', 'UNK']);
  expect(await workstation.call('review.state', { caseId, reading: 'first' })).toEqual({ version: 1, undo: { kind: 'call', cells: 1, code: 'MMZ' } });
  const { version } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  expect(version).toBe(1);
  await workstation.call('review.undo', first());
  expect(await codesOf()).toEqual(['NGB', 'NGS', 'UNK']);
  expect(await workstation.call('review.redo', first())).toMatchObject({ version: 3, undo: { kind: 'call', cells: 1, code: 'MMZ' } });
});

it('adds and deletes cells, and excludes, moves and includes areas', async () => {
  const box = { xPx: 10, yPx: 500, widthPx: 30, heightPx: 30 };
  const { changed: { added: [{ cellId }] } } = await workstation.call('review.addCell', { ...first(), slideId: slideIds[0], box, code: 'BLA' });
  expect(await codesOf()).toEqual(['NGB', 'NGS', 'UNK', 'BLA']);
  expect(await workstation.call('cells.get', { caseId, reading: 'first', cellId })).toMatchObject({ slideId: slideIds[0], box, best: [], history: [{ by: 'Dr A', kind: 'addCell', code: 'BLA', undone: false }] });
  await workstation.call('review.removeCells', { ...first(), cellIds: [cellId, cells[0]] });
  await workstation.call('review.accept', { ...first(), cellIds: [cells[1]] });
  await workstation.call('review.excludeArea', { ...first(), slideId: slideIds[0], box: { xPx: 90, yPx: 0, widthPx: 40, heightPx: 50 }, reason: 'crushed' });
  const { reviewed, added, removed, excluded } = cellState;
  const states = async () => [...(await workstation.call('cells.ofCase', { caseId, reading: 'first' })).states];
  expect(await states()).toEqual([reviewed | removed, reviewed | excluded, 0, reviewed | added | removed]);
  await workstation.call('review.moveArea', { ...first(), areaId: 1, box: { xPx: 190, yPx: 0, widthPx: 40, heightPx: 50 } });
  expect((await states()).slice(1, 3)).toEqual([reviewed, excluded]);
  await workstation.call('review.includeArea', { ...first(), areaId: 1 });
  expect((await states()).slice(1, 3)).toEqual([reviewed, 0]);
});

it('says all that is known of a cell', async () => {
  await workstation.call('review.call', { ...first(), cellIds: [cells[2]], code: 'PLM' });
  await workstation.call('review.undo', first());
  expect(await workstation.call('cells.get', { caseId, reading: 'first', cellId: cells[2] })).toMatchObject({
    // The model that made its probabilities is not installed: which class the others are of can't be told.
    cellId: cells[2], best: [{ code: 'LYT', probability: expect.closeTo(0.1, 6) as number }], machine: { code: 'UNK', forcedCode: 'LYT', model: 'cells 1.0.0', familiarity: 0.5 },
    history: [{ by: 'Dr A', kind: 'call', code: 'PLM', undone: true }],
  });
  await expect(workstation.call('cells.get', { caseId, reading: 'first', cellId: 999 })).rejects.toMatchObject({ code: 'bad-input' });
});

it('lets a second reader read without seeing the first, and compares them when both have finished', async () => {
  await workstation.call('review.call', { ...first(), cellIds: [cells[0]], code: 'MMZ' });
  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  expect(await codesOf('second')).toEqual(['NGB', 'NGS', 'UNK']);
  await workstation.call('review.call', { caseId, reading: 'second', by: 'Dr B', cellIds: [cells[0]], code: 'MYB' });
  await expect(workstation.call('cells.ofCase', { caseId, reading: 'consensus' })).rejects.toMatchObject({ code: 'not-permitted' });
  for (const reading of ['first', 'second'] as const) await workstation.call('readings.finish', { caseId, reading, finished: true });
  expect(await workstation.call('readings.compare', { caseId })).toMatchObject({ finished: true, cells: 1, table: { codes: ['MYB', 'MMZ'], rows: [[0, 0], [1, 0]] }, differing: [{ cellId: cells[0], first: 'MMZ', second: 'MYB' }] });
  await workstation.call('readings.begin', { caseId, reading: 'consensus', reader: 'Dr A' });
  await workstation.call('review.call', { caseId, reading: 'consensus', by: 'Dr A', cellIds: [cells[0]], code: 'MYB' });
  expect((await workstation.call('readings.compare', { caseId })).differing).toEqual([{ cellId: cells[0], first: 'MMZ', second: 'MYB', consensus: 'MYB' }]);
  await expect(workstation.call('review.undo', first())).rejects.toMatchObject({ code: 'not-permitted' });
});

it('keeps the name of a reader until both have finished, since a reading knows its reader by name', async () => {
  const setPeople = (...names: string[]) => workstation.call('settings.set', { settings: { users: names.map((name) => ({ name, role: 'hematologist' })) } });
  await workstation.call('review.call', { ...first(), cellIds: [cells[0]], code: 'MMZ' });
  // One reader alone hides nothing from anybody.
  await setPeople('Dr Aa', 'Dr B');
  await setPeople('Dr A', 'Dr B');
  await workstation.call('cases.setFields', { caseId, fields: { patient: { name: 'Ada B.', identifier: 'P-12' } }, was: {} });
  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  for (const [gone, ...names] of [['Dr B', 'Dr A', 'Dr Bb'], ['Dr B', 'Dr A'], ['Dr A', 'Dr B', 'Dr Aa']]) {
    await expect(setPeople(...names), names.join()).rejects.toMatchObject({
      code: 'not-permitted', message: `${gone} is one of two readers who have not both finished, so the name must stay as it is: Ada B., P-12.`, remedy: expect.stringContaining('Finish both readings') as string,
    });
  }
  expect((await workstation.call('settings.get', {})).users.map(({ name }) => name)).toEqual(['Dr A', 'Dr B']);
  // Others come and go, and what else a person is may change.
  await setPeople('Dr C', 'Dr B', 'Dr A');
  await workstation.call('settings.set', { settings: { users: ['Dr A', 'Dr B'].map((name) => ({ name, role: 'technologist' })) } });
  for (const reading of ['first', 'second'] as const) await workstation.call('readings.finish', { caseId, reading, finished: true });
  expect((await setPeople('Dr A', 'Dr Bb')).users.map(({ name }) => name)).toEqual(['Dr A', 'Dr Bb']);
});

it('counts by eye beside it, takes the last back one by one, and counts them again', async () => {
  const by = { caseId, by: 'Dr A' };
  const tally = (code: ClassCode) => workstation.call('manual.tally', { ...by, code });
  const [undo, redo] = [() => workstation.call('manual.undo', by), () => workstation.call('manual.redo', by)];
  for (const code of ['NGS', 'LYT', 'NGS'] as const) await tally(code);
  expect(await workstation.call('manual.get', { caseId })).toEqual({ counts: { NGS: 2, LYT: 1 }, total: 3, last: 'NGS', takenBack: [] });
  expect(await undo()).toEqual({ counts: { NGS: 1, LYT: 1 }, total: 2, last: 'LYT', takenBack: ['NGS'] });
  await undo();
  expect(await undo()).toEqual({ counts: {}, total: 0, takenBack: ['NGS', 'LYT', 'NGS'] });
  await expect(undo()).rejects.toMatchObject({ code: 'bad-input' });
  await redo();
  expect(await redo()).toEqual({ counts: { NGS: 1, LYT: 1 }, total: 2, last: 'LYT', takenBack: ['NGS'] });
  // Back and forth over the same cell, as often as one likes.
  for (const [act, total] of [[undo, 1], [redo, 2], [undo, 1], [redo, 2], [redo, 3]] as const) expect((await act()).total).toBe(total);
  await expect(redo()).rejects.toMatchObject({ code: 'bad-input', message: 'There is no cell to count again.' });
  await undo();
  await undo();
  // Another cell: what was taken back stays so.
  expect(await tally('PLM')).toEqual({ counts: { NGS: 1, PLM: 1 }, total: 2, last: 'PLM', takenBack: [] });
  await expect(redo()).rejects.toMatchObject({ code: 'bad-input' });
  await undo();
  expect(await undo()).toMatchObject({ total: 0, takenBack: ['NGS', 'PLM'] });
  expect(await codesOf()).toEqual(['NGB', 'NGS', 'UNK']);
});

it('takes no act in the name of somebody who is not of the laboratory, and nobody\'s only as long as nobody is named', async () => {
  const slideId = slideIds[0];
  const box = { xPx: 10, yPx: 500, widthPx: 30, heightPx: 30 };
  const acts = (by: string) => [
    () => workstation.call('review.call', { ...first(), by, cellIds: [cells[0]], code: 'MYB' }), () => workstation.call('review.accept', { ...first(), by, cellIds: [cells[0]] }),
    () => workstation.call('review.removeCells', { ...first(), by, cellIds: [cells[0]] }), () => workstation.call('review.addCell', { ...first(), by, slideId, box, code: 'BLA' }),
    () => workstation.call('review.excludeArea', { ...first(), by, slideId, box, reason: 'crushed' }), () => workstation.call('review.undo', { ...first(), by }),
    () => workstation.call('manual.tally', { caseId, by, code: 'NGS' }), () => workstation.call('manual.undo', { caseId, by }), () => workstation.call('manual.redo', { caseId, by }), () => workstation.call('readings.begin', { caseId, reading: 'first', reader: by }),
  ];
  await workstation.call('review.call', { ...first(), cellIds: [cells[2]], code: 'LYT' });
  await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'NGS' });
  for (const act of acts('Dr C')) await expect(act()).rejects.toMatchObject({ code: 'not-permitted', message: 'Dr C is not among the people of this laboratory.', remedy: expect.stringContaining('under People') as string });
  for (const act of acts('Unnamed reader')) await expect(act()).rejects.toMatchObject({ code: 'not-permitted', remedy: expect.stringContaining('Say who you are') as string });
  expect(await workstation.call('review.state', { caseId, reading: 'first' })).toMatchObject({ version: 1 });
  expect(await workstation.call('manual.get', { caseId })).toMatchObject({ total: 1 });

  await workstation.call('settings.set', { settings: { users: [] } });
  await expect(acts('Dr A')[0]()).rejects.toMatchObject({ code: 'not-permitted' });
  await workstation.call('review.call', { ...first(), by: 'Unnamed reader', cellIds: [cells[0]], code: 'MYB' });
  expect(await codesOf()).toEqual(['MYB', 'NGS', 'LYT']);
});
