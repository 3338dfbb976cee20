import { describe, expect, it } from 'vitest';
import { cellState, isUnsettled } from '#shared/contract/cellCommands.ts';
import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { CaseCells, expectedAcceptance, expectedCall, expectedRemoval } from './caseCells.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';
import type { ChangedRows } from './rowsThatDiffer.ts';

const place = (code: ClassCode): number => classCodes.indexOf(code);

function changeOf(version: number, cells: readonly (readonly [id: number, code: ClassCode, state: number])[]): ReviewChange {
  return {
    caseId: 7, reading: 'first', version, areasChanged: false,
    changed: { ids: Int32Array.from(cells, ([id]) => id), codes: Uint8Array.from(cells, ([, code]) => place(code)), states: Uint8Array.from(cells, ([, , state]) => state), added: [] },
  };
}

function openCells(): CaseCells {
  const cells = new CaseCells(7, 'first');
  cells.receive(columnsOfCells([{ id: 11 }, { id: 12 }, { id: 13 }]));
  return cells;
}
const shownCode = (cells: CaseCells, id: number): ClassCode => classCodes[cells.getView().columns.codes[cells.rowOf(id)!]];
const isReviewed = (cells: CaseCells, id: number): boolean => (cells.getView().columns.states[cells.rowOf(id)!] & cellState.reviewed) !== 0;

describe('the cells of a case', () => {
  it('show a call at once and say that it is not yet kept', () => {
    const cells = openCells();
    const act = cells.expect(expectedCall([12], place('BLA')));
    expect([shownCode(cells, 12), isReviewed(cells, 12), cells.isUnkept(12), cells.isUnkept(11), cells.getView().unkept]).toEqual(['BLA', true, true, false, 1]);
    expect(cells.apply(changeOf(2, [[12, 'BLA', cellState.reviewed]]), act)).toBe('applied');
    expect([shownCode(cells, 12), cells.isUnkept(12), cells.getView().unkept]).toEqual(['BLA', false, 0]);
  });

  it('change once for the answer to an act, and not at all for the event that says the same', () => {
    const cells = openCells();
    const act = cells.expect(expectedCall([12], place('BLA')));
    const views: number[] = [];
    const painted: ChangedRows[] = [];
    cells.subscribe(() => { views.push(cells.getView().unkept); });
    cells.onChanged((rows) => { painted.push(rows); });
    const change = changeOf(2, [[12, 'BLA', cellState.reviewed]]);
    cells.apply(change, act);
    expect(cells.apply(change)).toBe('old');
    expect([views, painted]).toEqual([[0], [[cells.rowOf(12)]]]);
  });

  it('settle an act whose change another way has told before its answer', () => {
    const cells = openCells();
    const act = cells.expect(expectedCall([12], place('BLA')));
    const change = changeOf(2, [[12, 'BLA', cellState.reviewed]]);
    cells.apply(change);
    expect(cells.isUnkept(12)).toBe(true);
    expect(cells.apply(change, act)).toBe('old');
    expect([cells.isUnkept(12), shownCode(cells, 12), cells.getView().unkept]).toEqual([false, 'BLA', 0]);
  });

  it('show what is on disk again where an act failed, and keep a later act on the same cell', () => {
    const cells = openCells();
    const first = cells.expect(expectedCall([12, 13], place('BLA')));
    const second = cells.expect(expectedCall([12], place('PMO')));
    cells.settle(first);
    expect([shownCode(cells, 12), shownCode(cells, 13), isReviewed(cells, 13), cells.isUnkept(12), cells.isUnkept(13)]).toEqual(['PMO', 'MYB', false, true, false]);
    cells.settle(second);
    expect([shownCode(cells, 12), isReviewed(cells, 12)]).toEqual(['MYB', false]);
  });

  it('keep an act on its way over columns and changes that come meanwhile', () => {
    const cells = openCells();
    const act = cells.expect(expectedCall([12], place('BLA')));
    cells.apply(changeOf(2, [[12, 'EOS', cellState.reviewed], [13, 'EOS', cellState.reviewed]]));
    expect([shownCode(cells, 12), shownCode(cells, 13)]).toEqual(['BLA', 'EOS']);
    cells.receive(columnsOfCells([{ id: 11 }, { id: 12, code: 'LYT' }, { id: 13 }, { id: 14 }], 3));
    expect([shownCode(cells, 12), cells.rowOf(14)]).toEqual(['BLA', 3]);
    cells.settle(act);
    expect(shownCode(cells, 12)).toBe('LYT');
  });

  it('accept without a new call, and take away', () => {
    const cells = openCells();
    cells.expect(expectedAcceptance([11]));
    cells.expect(expectedRemoval([13]));
    expect([shownCode(cells, 11), isReviewed(cells, 11), cells.getView().columns.states[2] & cellState.removed]).toEqual(['MYB', true, cellState.removed]);
  });

  it('show a cell on which readers differ as settled by whatever is done to it', () => {
    const cells = new CaseCells(7, 'consensus');
    const { added, removed, unsettled } = cellState;
    cells.receive(columnsOfCells([{ id: 11, state: unsettled }, { id: 12, state: unsettled }, { id: -1, state: added | removed | unsettled }]));
    cells.expect(expectedAcceptance([11]));
    cells.expect(expectedRemoval([12]));
    cells.expect(expectedCall([-1], place('BLA')));
    expect([...cells.getView().columns.states].map(isUnsettled)).toEqual([false, false, false]);
  });

  it('leave out changes that are known already, and ask again where some were missed', () => {
    const cells = openCells();
    expect(cells.apply(changeOf(1, [[11, 'BLA', 1]]))).toBe('old');
    expect(shownCode(cells, 11)).toBe('MYB');
    expect(cells.apply(changeOf(4, [[11, 'BLA', 1]]))).toBe('gap');
    expect(shownCode(cells, 11)).toBe('BLA');
    expect(cells.apply(changeOf(5, [[99, 'BLA', 1]]))).toBe('gap');
  });

  it('refuse columns that are older than what is shown', () => {
    const cells = openCells();
    cells.apply(changeOf(2, [[11, 'BLA', 1]]));
    expect(cells.receive(columnsOfCells([{ id: 11 }, { id: 12 }, { id: 13 }], 1))).toBe(false);
    expect(shownCode(cells, 11)).toBe('BLA');
  });

  it('tell which rows to paint again, and no more', () => {
    const cells = openCells();
    const told: ChangedRows[] = [];
    const stop = cells.onChanged((rows) => told.push(rows));
    cells.apply(changeOf(2, [[12, 'BLA', 1]]));
    cells.receive(columnsOfCells([{ id: 11 }, { id: 12, code: 'BLA', state: 1 }, { id: 13, code: 'EOS' }, { id: 14 }], 3));
    cells.receive(columnsOfCells([{ id: 12 }, { id: 14 }], 4));
    stop();
    cells.apply(changeOf(5, [[12, 'MYB', 1]]));
    expect(told).toEqual([[1], [2, 3], 'all']);
  });

  it('give a new view at each change and the same one otherwise', () => {
    const cells = openCells();
    const before = cells.getView();
    expect(cells.getView()).toBe(before);
    cells.fail({ sentence: 'The slide is gone.', remedy: '' });
    expect([cells.getView().state, cells.getView().failure?.sentence]).toEqual(['ready', 'The slide is gone.']);
    expect(cells.getView().revision).toBeGreaterThan(before.revision);
  });
});
