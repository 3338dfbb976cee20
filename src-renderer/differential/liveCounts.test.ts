import { describe, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { noCells } from '../cells/emptyColumns.ts';
import { liveCounts, sameCounts } from './liveCounts.ts';
import { awaitsMachineErrors } from './recountedDocument.ts';
import { shownDifferential } from './shownDifferential.ts';

type Cell = readonly [shown: ClassCode, machine: ClassCode, state: number, slide: number];
const columnsOf = (cells: readonly Cell[]) => ({
  ...noCells(1, 'first'), ids: Int32Array.from(cells, (_, i) => i + 1), slides: Uint16Array.from(cells, ([, , , slide]) => slide),
  codes: Uint8Array.from(cells, ([shown]) => classCodes.indexOf(shown)), machineCodes: Uint8Array.from(cells, ([, machine]) => classCodes.indexOf(machine)), states: Uint8Array.from(cells, ([, , state]) => state),
});

describe('liveCounts', () => {
  const live = liveCounts(columnsOf([
    ['BLA', 'BLA', 0, 0], ['BLA', 'PMO', cellState.reviewed, 0], ['NGS', 'NGS', cellState.reviewed, 1], ['LYT', 'UNK', cellState.added | cellState.reviewed, 1],
    ['EOS', 'EOS', cellState.removed, 0], ['EOS', 'EOS', cellState.excluded, 0], ['EOS', 'EOS', cellState.beyondTarget, 1],
  ]), 2);

  it('add up what is part of the count, by class and slide', () => {
    expect(live.counts).toEqual({ BLA: 2, NGS: 1, LYT: 1 });
    expect(live.slides).toEqual([{ BLA: 2 }, { NGS: 1, LYT: 1 }]);
    expect(live.cells).toBe(4);
  });

  it('tell what a person named, and what of it differs from the machine', () => {
    expect([live.reviewed, live.changed]).toEqual([3, 2]);
  });
});

describe('shownDifferential', () => {
  const document = buildDifferentialDocument({ ...exampleInput, counts: { BLA: 10, NGS: 90 } });
  const answer = { reviewed: document, machine: document, slides: [{ slideId: 1, name: 'a', counts: { BLA: 10, NGS: 90 }, counted: 100 }], manual: {} };
  const cells = (blasts: number) => liveCounts(columnsOf(Array.from({ length: 100 }, (_, i): Cell => [i < blasts ? 'BLA' : 'NGS', i < 10 ? 'BLA' : 'NGS', i < blasts ? 1 : 0, 0])), 1);

  it('is the service’s answer as long as the cells in the window are the ones it counted', () => {
    const shown = shownDifferential(answer, cells(10), {});
    expect(shown.isAhead).toBe(false);
    expect(shown.reviewed.rows).toBe(document.rows);
  });

  it('is counted again in the window when a call has changed, by the same rules', () => {
    const shown = shownDifferential(answer, cells(12), {});
    expect(shown.isAhead).toBe(true);
    const byService = buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { BLA: 12, NGS: 88 } });
    expect(shown.reviewed.rows).toEqual(byService.rows);
    expect(shown.reviewed.myeloidErythroid).toEqual(byService.myeloidErythroid);
    // Which limits the machine's errors may turn is said as before until the service has answered.
    expect(shown.reviewed.thresholds).toEqual(byService.thresholds.map((threshold, i) => ({ ...threshold, machineIntervalHolds: document.thresholds[i].machineIntervalHolds })));
    expect(shown.reviewed.review).toMatchObject({ state: 'partlyReviewed', cellsReviewed: 12, cellsChanged: 2 });
    expect(shown.machine).toBe(document);
    // The invented matrix is known, so intervals that carry it are on their way.
    expect(awaitsMachineErrors(shown.reviewed)).toBe(true);
    expect(awaitsMachineErrors(document)).toBe(false);
  });

  it('adds the manual counter, and waits for the cells before it counts for itself', () => {
    expect(shownDifferential(answer, cells(10), { NGS: 100 }).reviewed).toMatchObject({ counts: { BLA: 10, NGS: 190 }, manual: { counts: { NGS: 100 }, counted: 100 } });
    expect(shownDifferential(answer, undefined, {}).isAhead).toBe(false);
  });

  it('is partly reviewed as long as two readers differ, also on a cell that is left out', () => {
    const state = (...states: number[]) => shownDifferential(answer, liveCounts(columnsOf(states.map((each): Cell => ['NGS', 'NGS', each, 0])), 1), {}).reviewed.review.state;
    const { reviewed, added, removed, excluded, unsettled } = cellState;
    expect(state(reviewed, added | removed | unsettled)).toBe('partlyReviewed');
    expect(state(unsettled)).toBe('partlyReviewed');
    // A cell that was added and is none, one whose adding was undone, one in an area left out.
    expect(state(reviewed, added | removed, added | removed | excluded | unsettled)).toBe('reviewed');
    expect(state(0)).toBe('notReviewed');
  });

  it('has nothing of the machine to review where all was counted by eye', () => {
    expect(shownDifferential(answer, liveCounts(columnsOf([]), 1), { NGS: 100 }).reviewed.review.state).toBe('reviewed');
  });

  it('takes a missing class for none when it compares', () => {
    expect(sameCounts({ BLA: 1, NGS: 0 }, { BLA: 1 })).toBe(true);
    expect(sameCounts({ BLA: 1 }, { BLA: 1, NGS: 2 })).toBe(false);
  });
});
