import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { openLibrary } from '#main/store/library.ts';
import type { Library } from '#main/store/library.ts';
import { caseColumns } from './caseColumns.ts';
import { allOfMarrow, countMore, libraryWithCells } from './libraryWithCells.fixture.ts';
import { performAct } from './performAct.ts';
import type { ReviewAct } from './reviewAct.ts';

let directory: string;
let library: Library;
let caseId: number;
let slideIds: number[];
let cells: number[];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'review-'));
  ({ library, caseId, slideIds, cellIds: cells } = libraryWithCells(directory, [[['NGB', 'NGS', 'LYT'], ['EBP', 'UNK']], [['LYT', 'LYT']]]));
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

const { reviewed, added, removed, excluded, beyondTarget } = cellState;
const act = (what: ReviewAct, by = 'Dr A', reading: Reading = 'first', of = library) => performAct(of, allOfMarrow, { caseId, reading, by }, what);
const call = (code: ClassCode, ...cellIds: number[]): ReviewAct => ({ kind: 'call', code, cellIds });
/** Cells with their calls and states, as `NGB` or `NGB+1`. */
const shown = (of = library, reading: Reading = 'first'): Record<number, string> => {
  const { ids, codes, states } = caseColumns(of, caseId, allOfMarrow, reading);
  return Object.fromEntries(Array.from(ids, (id, row) => [id, `${classCodes[codes[row]]}${states[row] === 0 ? '' : `+${String(states[row])}`}`]));
};
const box = { xPx: 2000, yPx: 2000, widthPx: 30, heightPx: 30 };

it('keeps what a person calls a cell, beside what the machine did', () => {
  const change = act(call('MMZ', cells[0], cells[1]));
  expect(change).toMatchObject({ version: 1, undo: { kind: 'call', cells: 2, code: 'MMZ' }, areasChanged: false });
  expect([...change.changed.ids]).toEqual([cells[0], cells[1]]);
  expect([...change.changed.codes].map((code) => classCodes[code])).toEqual(['MMZ', 'MMZ']);
  expect(shown()).toMatchObject({ [cells[0]]: `MMZ+${String(reviewed)}`, [cells[2]]: 'LYT' });
  expect(Array.from(caseColumns(library, caseId, allOfMarrow, 'first').machineCodes, (code) => classCodes[code])).toEqual(['NGB', 'NGS', 'LYT', 'EBP', 'UNK', 'LYT', 'LYT']);
});

it('agrees with what is shown, whoever said it, and leaves cells deleted that are', () => {
  act(call('MMZ', cells[0]));
  act({ kind: 'removeCells', cellIds: [cells[2]] });
  act({ kind: 'accept', cellIds: cells.slice(0, 3) });
  expect(shown()).toMatchObject({ [cells[0]]: `MMZ+${String(reviewed)}`, [cells[1]]: `NGS+${String(reviewed)}`, [cells[2]]: `LYT+${String(reviewed | removed)}` });
  expect(() => act({ kind: 'accept', cellIds: [cells[2]] })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  act(call('PLM', cells[2]));
  expect(shown()[cells[2]]).toBe(`PLM+${String(reviewed)}`);
});

it('accepts cells that can\'t be named one by one only', () => {
  const [unnamed] = act({ kind: 'addCell', slideId: slideIds[0], box, code: 'UNK' }).changed.ids;
  act({ kind: 'accept', cellIds: [cells[0], cells[4], unnamed] });
  act({ kind: 'undo' });
  act(call('UNK', cells[0]));
  act({ kind: 'accept', cellIds: [cells[0], cells[4]] });
  for (let i = 0; i < 2; i++) act({ kind: 'undo' });
  const other = libraryWithCells(path.join(directory, 'unnamed'), [[['UNK', 'UNK', 'LYT']]]);
  const accept = (...cellIds: number[]) => performAct(other.library, allOfMarrow, { caseId: other.caseId, reading: 'first', by: 'Dr A' }, { kind: 'accept', cellIds });
  expect(() => accept(...other.cellIds)).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('one by one') as string }));
  expect(other.library.reviewActs.lastNumber(other.caseId, 'first')).toBe(0);
  accept(other.cellIds[0]);
  accept(...other.cellIds.slice(1));
  other.library.close();
});

it('adds a cell where the machine saw none, once a click', () => {
  const change = act({ kind: 'addCell', slideId: slideIds[1], box, code: 'PLM' });
  expect(change.changed.added).toEqual([{ cellId: change.changed.ids[0], slideId: slideIds[1], box }]);
  const [cellId] = change.changed.ids;
  expect(cellId).toBeLessThan(0);
  const columns = caseColumns(library, caseId, allOfMarrow, 'first');
  expect([columns.ids.at(-1), columns.slides.at(-1), columns.confidences.at(-1), columns.states.at(-1)]).toEqual([cellId, 1, 1, reviewed | added]);
  expect([...columns.boxes.slice(-4)]).toEqual([2000, 2000, 30, 30]);
  expect(() => act({ kind: 'addCell', slideId: slideIds[1], box, code: 'LYT' })).toThrow(/already/);
  act({ kind: 'removeCells', cellIds: [cellId] });
  expect(shown()[cellId]).toBe(`UNK+${String(reviewed | added | removed)}`);
  act({ kind: 'addCell', slideId: slideIds[1], box, code: 'LYT' });
});

it('adds no cell that the machine has found, and says where that is', () => {
  const rules = { ...allOfMarrow, target: 3 };
  const add = (xPx: number, yPx: number, sidePx: number, slide = 0) =>
    performAct(library, rules, { caseId, reading: 'first', by: 'Dr A' }, { kind: 'addCell', slideId: slideIds[slide], box: { xPx, yPx, widthPx: sidePx, heightPx: sidePx }, code: 'BLA' });
  // The machine's cells are 40 px a side.
  expect(() => add(98, 2, 40)).toThrow(/found this cell already: it is in the count/);
  expect(() => add(-12, -11, 64)).toThrow(/in the count/);
  expect(() => add(1, 1002, 40)).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('beyond the target') as string }));
  act({ kind: 'excludeArea', slideId: slideIds[1], box: { xPx: 0, yPx: 0, widthPx: 60, heightPx: 60 }, reason: 'fold' });
  expect(() => add(0, 0, 40, 1)).toThrow(/in an area left out/);
  // Beside it, on the other slide, and where it was taken away.
  add(36, 0, 40);
  add(0, 1000, 40, 1);
  act({ kind: 'removeCells', cellIds: [cells[1]] });
  add(98, 2, 40);
  expect(() => add(101, 3, 40)).toThrow(/added at this very place already/);
});

it('keeps a person\'s cell where the count goes on over it, until a person names what the machine found there', () => {
  const [cellId] = act({ kind: 'addCell', slideId: slideIds[0], box: { xPx: 2, yPx: 2002, widthPx: 40, heightPx: 40 }, code: 'BLA' }).changed.ids;
  const found = countMore(library, slideIds[0], 'UNK');
  expect(shown()).toMatchObject({ [found]: `UNK+${String(removed)}`, [cellId]: `BLA+${String(reviewed | added)}` });
  const again = (sidePx: number): ReviewAct => ({ kind: 'addCell', slideId: slideIds[0], box: { xPx: 20 - sidePx / 2, yPx: 2020 - sidePx / 2, widthPx: sidePx, heightPx: sidePx }, code: 'LYT' });
  expect(() => act(again(40))).toThrow(/added at this very place already/);
  expect(() => act(again(64))).toThrow(/found this cell already/);
  // Agreeing with all cells names none that is counted as another.
  act({ kind: 'accept', cellIds: [...cells.slice(0, 3), found, cellId] });
  expect(shown()).toMatchObject({ [found]: `UNK+${String(removed)}`, [cellId]: `BLA+${String(reviewed | added)}` });
  const named = act(call('MYB', found));
  expect(new Set(named.changed.ids)).toEqual(new Set([found, cellId]));
  expect(shown()).toMatchObject({ [found]: `MYB+${String(reviewed)}`, [cellId]: `BLA+${String(reviewed | added | removed)}` });
  expect(() => act(call('PLM', cells[0], cellId))).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('counted instead') as string }));
  act({ kind: 'removeCells', cellIds: [found] });
  expect(shown()[cellId]).toBe(`BLA+${String(reviewed | added)}`);
  act(call('PLM', cellId));
  // Without the added one, by its deletion or as its adding is undone, the machine's finding is counted.
  for (let i = 0; i < 3; i++) act({ kind: 'undo' });
  const deleted = act({ kind: 'removeCells', cellIds: [cellId] });
  expect(new Set(deleted.changed.ids)).toEqual(new Set([found, cellId]));
  expect(shown()[found]).toBe('UNK');
  for (let i = 0; i < 2; i++) act({ kind: 'undo' });
  const undone = act({ kind: 'undo' });
  expect(Array.from(undone.changed.ids, (id, i) => [id, undone.changed.states[i]])).toEqual(expect.arrayContaining([[found, 0], [cellId, added | removed]]));
});

it('lets an added cell give way where the same one comes into the count with a person\'s name, and tells so', () => {
  act({ kind: 'removeCells', cellIds: [cells[3]] });
  const [cellId] = act({ kind: 'addCell', slideId: slideIds[0], box: { xPx: 2, yPx: 1002, widthPx: 40, heightPx: 40 }, code: 'EBO' }).changed.ids;
  expect(shown()[cellId]).toBe(`EBO+${String(reviewed | added)}`);
  const putBack = act(call('EBP', cells[3]));
  expect([...putBack.changed.ids]).toEqual([cells[3], cellId]);
  expect(shown()).toMatchObject({ [cells[3]]: `EBP+${String(reviewed)}`, [cellId]: `EBO+${String(reviewed | added | removed)}` });
  expect(putBack.changed.states).toEqual(Uint8Array.of(reviewed, reviewed | added | removed));
  // As long as that is beyond the target, the added one is counted.
  const standing = (target: number) => caseColumns(library, caseId, { ...allOfMarrow, target }, 'first').states.slice(-1);
  expect([standing(3), standing(6)]).toEqual([Uint8Array.of(reviewed | added), Uint8Array.of(reviewed | added | removed)]);
  act({ kind: 'excludeArea', slideId: slideIds[0], box: { xPx: 0, yPx: 1000, widthPx: 21, heightPx: 100 }, reason: 'fold' });
  expect(shown()).toMatchObject({ [cells[3]]: `EBP+${String(reviewed | excluded)}`, [cellId]: `EBO+${String(reviewed | added)}` });
});

it('leaves out the cells of an area, wherever it is moved', () => {
  const outOf = () => Object.entries(shown()).filter(([, state]) => state.includes(`+${String(excluded)}`)).map(([id]) => Number(id));
  const first = act({ kind: 'excludeArea', slideId: slideIds[0], box: { xPx: 0, yPx: 0, widthPx: 130, heightPx: 900 }, reason: 'crushed' });
  expect(first.areasChanged).toBe(true);
  expect([...first.changed.ids]).toEqual([cells[0], cells[1]]);
  expect(outOf()).toEqual([cells[0], cells[1]]);
  const areaId = library.excludedAreas.standing(caseId, 'first')[0].areaId;
  const moved = act({ kind: 'moveArea', areaId, box: { xPx: 100, yPx: 0, widthPx: 200, heightPx: 900 } });
  expect([...moved.changed.ids]).toEqual([cells[0], cells[2]]);
  expect(outOf()).toEqual([cells[1], cells[2]]);
  act({ kind: 'includeArea', areaId });
  expect(outOf()).toEqual([]);
  expect(() => act({ kind: 'moveArea', areaId, box })).toThrow(/not excluded/);
  act({ kind: 'undo' });
  expect(outOf()).toEqual([cells[1], cells[2]]);
});

it('undoes and redoes every kind of act, to the last bit', () => {
  const area = { xPx: 0, yPx: 0, widthPx: 150, heightPx: 900 };
  const acts: (() => ReviewAct)[] = [
    () => call('MMZ', cells[0]), () => ({ kind: 'accept', cellIds: cells }), () => ({ kind: 'removeCells', cellIds: [cells[0], cells[4]] }),
    () => ({ kind: 'addCell', slideId: slideIds[0], box, code: 'BLA' }), () => call('PMO', -library.addedCells.standing(caseId, 'first')[0].id),
    () => ({ kind: 'excludeArea', slideId: slideIds[0], box: area, reason: '' }),
    () => ({ kind: 'moveArea', areaId: library.excludedAreas.standing(caseId, 'first')[0].areaId, box }),
    () => ({ kind: 'includeArea', areaId: library.excludedAreas.standing(caseId, 'first')[0].areaId }),
  ];
  const seen = [shown()];
  for (const each of acts) {
    act(each());
    seen.push(shown());
  }
  for (let left = acts.length; left > 0; left--) {
    act({ kind: 'undo' });
    expect(shown()).toEqual(seen[left - 1]);
  }
  expect(() => act({ kind: 'undo' })).toThrow('nothing to undo');
  for (let done = 1; done <= acts.length; done++) {
    act({ kind: 'redo' });
    expect(shown()).toEqual(seen[done]);
  }
  expect(() => act({ kind: 'redo' })).toThrow('nothing to redo');
});

it('loses what was undone once something else is done, and says what undo and redo would do', () => {
  act(call('MMZ', cells[0]));
  act(call('MYB', cells[0]));
  expect(act({ kind: 'undo' })).toMatchObject({ undo: { kind: 'call', cells: 1, code: 'MMZ' }, redo: { kind: 'call', cells: 1, code: 'MYB' } });
  const third = act({ kind: 'removeCells', cellIds: [cells[1]] });
  expect(third).toMatchObject({ version: 4, undo: { kind: 'removeCells', cells: 1 } });
  expect(third.redo).toBeUndefined();
  expect(() => act({ kind: 'redo' })).toThrow('nothing to redo');
  // Undoing now goes over what was lost, and redoing does not bring it back.
  act({ kind: 'undo' });
  act({ kind: 'undo' });
  expect(shown()[cells[0]]).toBe('NGB');
  act({ kind: 'redo' });
  act({ kind: 'redo' });
  expect(shown()).toMatchObject({ [cells[0]]: `MMZ+${String(reviewed)}`, [cells[1]]: `NGS+${String(reviewed | removed)}` });
  expect(() => act({ kind: 'redo' })).toThrow('nothing to redo');
});

it('marks the cells beyond the target, which no act brings into the count', () => {
  const rules = { ...allOfMarrow, target: 3 };
  const change = performAct(library, rules, { caseId, reading: 'first', by: 'Dr A' }, call('MMZ', ...cells));
  // Two of the first slide and one of the second are counted; the rest was found on the way.
  expect([...change.changed.states].map((state) => (state & beyondTarget) !== 0)).toEqual([false, false, true, true, true, false, true]);
  expect(change.changed.states).toEqual(caseColumns(library, caseId, rules, 'first').states);
});

it('refuses what makes no sense, and changes nothing', () => {
  const wrong: ReviewAct[] = [
    call('MMZ', cells[0], 999), call('MMZ', -1), { kind: 'addCell', slideId: 99, box, code: 'BLA' }, { kind: 'addCell', slideId: slideIds[0], box: { ...box, xPx: 50_000 }, code: 'BLA' },
    { kind: 'addCell', slideId: slideIds[0], box: { ...box, widthPx: 0 }, code: 'BLA' }, { kind: 'moveArea', areaId: 1, box }, { kind: 'includeArea', areaId: 1 }, { kind: 'undo' },
  ];
  const before = shown();
  for (const each of wrong) expect(() => act(each), JSON.stringify(each)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  expect(shown()).toEqual(before);
  expect(library.reviewActs.lastNumber(caseId, 'first')).toBe(0);
  expect(() => performAct(library, allOfMarrow, { caseId: 77, reading: 'first', by: 'Dr A' }, { kind: 'undo' })).toThrow(/no longer in the library/);
});

it('takes the same cell named twice in one act once', () => {
  expect(act(call('MMZ', cells[0], cells[0])).undo).toEqual({ kind: 'call', cells: 1, code: 'MMZ' });
});

it('shows the same to whoever looks, however the acts of two windows came between each other', () => {
  const other = openLibrary(directory);
  const random = seededRandom(3);
  for (let step = 0; step < 150; step++) {
    const window = random.below(2) === 0 ? library : other;
    const areas = [...new Map(window.excludedAreas.standing(caseId, 'first').map((mark) => [mark.areaId, mark])).values()].filter((area) => area.box !== null);
    const some = cells.filter(() => random.uniform() < 0.4);
    const place = { xPx: random.below(300), yPx: random.below(1500), widthPx: 20 + random.below(300), heightPx: 20 + random.below(900) };
    const possible: ReviewAct[] = [
      { kind: 'undo' }, { kind: 'undo' }, { kind: 'redo' }, { kind: 'redo' }, call(classCodes[random.below(classCodes.length)], ...some), { kind: 'accept', cellIds: some }, { kind: 'removeCells', cellIds: some },
      { kind: 'addCell', slideId: slideIds[random.below(2)], box: place, code: 'PLM' }, { kind: 'excludeArea', slideId: slideIds[random.below(2)], box: place, reason: '' },
      ...areas.flatMap(({ areaId }): ReviewAct[] => [{ kind: 'moveArea', areaId, box: place }, { kind: 'includeArea', areaId }]),
    ];
    const chosen = possible[random.below(possible.length)];
    const before = shown(window);
    try {
      const { changed } = act(chosen, 'Dr A', 'first', window);
      // What is told of an act is all that it changed.
      const after = shown(window);
      const told = new Set(changed.ids);
      for (const [id, state] of Object.entries(after)) if (!told.has(Number(id))) expect(before[Number(id)], `${String(step)} ${chosen.kind}`).toBe(state);
      Array.from(changed.ids, (id, i) => { if (id in after) expect(after[id]).toBe(`${classCodes[changed.codes[i]]}${changed.states[i] === 0 ? '' : `+${String(changed.states[i])}`}`); });
    } catch (cause) {
      expect(cause).toMatchObject({ code: 'bad-input' });
    }
    expect(shown(library), `${String(step)} ${chosen.kind}`).toEqual(shown(other));
  }
  const fresh = openLibrary(directory);
  expect(shown(fresh)).toEqual(shown(library));
  fresh.close();
  other.close();
}, 120_000);

it('changes nothing of a signed case, until it is opened for an amendment', () => {
  act(call('MMZ', cells[0]));
  const at = '2026-01-01T00:00:00Z';
  library.signedReports.add({ caseId, version: 1, signedBy: 'Dr A', role: 'hematologist', meaning: 'verified', signedAt: at, document: '{}', basis: '{}', sha256: 'a'.repeat(64) }, []);
  const before = shown();
  const acts: ReviewAct[] = [{ kind: 'undo' }, call('MMZ', cells[1]), { kind: 'addCell', slideId: slideIds[0], box, code: 'BLA' }, { kind: 'excludeArea', slideId: slideIds[0], box, reason: '' }];
  for (const each of acts) expect(() => act(each), each.kind).toThrow(expect.objectContaining({ code: 'not-permitted', message: expect.stringContaining('signed') as string }));
  expect(shown()).toEqual(before);
  library.signedReports.amend({ caseId, ofVersion: 1, openedBy: 'Dr A', openedAt: at, reason: 'a blast was missed' });
  act(call('BLA', cells[1]));
});

it('takes everything of a case away with it', () => {
  act(call('MMZ', cells[0]));
  act({ kind: 'addCell', slideId: slideIds[0], box, code: 'BLA' });
  library.cases.remove(caseId);
  expect(() => shown()).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(library.reviewActs.lastNumber(caseId, 'first')).toBe(0);
});
