import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Library } from '#main/store/library.ts';
import { countedCase } from './countedCase.ts';
import { allOfMarrow, libraryWithCells } from './review/libraryWithCells.fixture.ts';
import { performAct } from './review/performAct.ts';
import type { ReviewAct } from './review/reviewAct.ts';
import { smearFigures } from './smearFigures.ts';

let directory: string;
let library: Library;
let caseId: number;
let slideIds: number[];
let cells: number[];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'figures-'));
  ({ library, caseId, slideIds, cellIds: cells } = libraryWithCells(directory, [[['NGB', 'NGS', 'UNK'], ['LYT', 'NGB']], [['EBP', 'EBP', 'ART']]]));
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

const act = (what: ReviewAct) => performAct(library, allOfMarrow, { caseId, reading: 'first', by: 'Dr A' }, what);
const figures = (reading: 'first' | 'second' | 'machine' = 'first', target: number | 'everything' = 'everything') =>
  smearFigures(library, caseId, { ...allOfMarrow, target }, reading).map(({ counts, cellsInShare, cellsReviewed, cellsChanged }) => ({ counts, cellsInShare, cellsReviewed, cellsChanged }));
const box = { xPx: 500, yPx: 1500, widthPx: 40, heightPx: 40 };

it('counts by the machine where nobody has said anything', () => {
  expect(figures()).toEqual([
    { counts: { NGB: 2, NGS: 1, UNK: 1, LYT: 1 }, cellsInShare: 5, cellsReviewed: 0, cellsChanged: 0 },
    { counts: { EBP: 2, ART: 1 }, cellsInShare: 3, cellsReviewed: 0, cellsChanged: 0 },
  ]);
  expect(figures('first', 3)).toMatchObject([{ counts: { NGB: 1, NGS: 1 }, cellsInShare: 2 }, { counts: { EBP: 1 }, cellsInShare: 1 }]);
});

it('counts as reviewed: added cells in, those taken away or left out not, agreed ones not as changed', () => {
  const machine = figures('machine');
  act({ kind: 'accept', cellIds: [cells[0]] });
  act({ kind: 'call', cellIds: [cells[2]], code: 'PLM' });
  act({ kind: 'removeCells', cellIds: [cells[1]] });
  act({ kind: 'addCell', slideId: slideIds[1], box, code: 'BLA' });
  act({ kind: 'excludeArea', slideId: slideIds[1], box: { xPx: 0, yPx: 0, widthPx: 100, heightPx: 100 }, reason: 'fold' });
  expect(figures()).toEqual([
    { counts: { NGB: 2, PLM: 1, LYT: 1 }, cellsInShare: 4, cellsReviewed: 2, cellsChanged: 1 },
    { counts: { EBP: 1, ART: 1, BLA: 1 }, cellsInShare: 3, cellsReviewed: 1, cellsChanged: 1 },
  ]);
  expect(figures('machine')).toEqual(machine);
  expect(figures('second')).toEqual(machine);
});

it('takes the same cells for a target whatever a person calls them', () => {
  act({ kind: 'call', cellIds: [cells[0], cells[1]], code: 'ART' });
  // The share of the first slide is still filled by what the machine found in it.
  expect(figures('first', 3)).toMatchObject([{ counts: { ART: 2 }, cellsInShare: 2 }, { counts: { EBP: 1 }, cellsInShare: 1 }]);
});

it('gives the cells themselves with the same figures, the added ones with the scale of where they lie', () => {
  act({ kind: 'addCell', slideId: slideIds[0], box, code: 'BLA' });
  act({ kind: 'removeCells', cellIds: [cells[3]] });
  act({ kind: 'call', cellIds: [cells[4]], code: 'MMZ' });
  const [smear] = countedCase(library, caseId, 'everything', allOfMarrow.countable, 'first');
  expect(smear.cells.map(({ id, code, isReviewed, machineCall }) => [id, code, isReviewed, machineCall?.code])).toEqual([
    [cells[0], 'NGB', false, 'NGB'], [cells[1], 'NGS', false, 'NGS'], [cells[2], 'UNK', false, 'UNK'], [cells[4], 'MMZ', true, 'NGB'], [-1, 'BLA', true, undefined],
  ]);
  expect(smear.cells.length).toBe(smear.cellsInShare);
  expect(smear.cells.at(-1)!.box).toEqual(box);
  expect(smear.cells.map(smear.scaleOfCell)).toEqual(smear.cells.map(() => 0.25));
});
