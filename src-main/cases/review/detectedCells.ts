import type { CountTarget } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { CellColumnsOfMachine } from '#main/store/repositories/packedRegion.ts';
import { emptyColumns, unpackRegion } from '#main/store/repositories/packedRegion.ts';
import { placeOfCell } from '../placeOfCell.ts';
import type { SmearCut } from '../planCount.ts';
import { cutSmears } from '../planCount.ts';

/** How many cells a count takes, and which of the machine's calls fill it. The same for all that is said of a case, whatever a laboratory counts beside. */
export interface CountRules { readonly target: CountTarget; readonly countable: ReadonlySet<ClassCode> }

/** The cells that the machine found in a case, as columns, in the order of counting; slide by slide. They never change. */
export interface DetectedCells extends CellColumnsOfMachine {
  /** Of each slide, in the order of the case. */
  readonly slideIds: readonly number[];
  /** Row of each slide's first cell, and behind the last slide the number of cells. */
  readonly firstRows: readonly number[];
  readonly slidePlaces: Uint16Array;
  readonly regionIds: Int32Array;
  /** Row of a cell; undefined where it is none of this case. */
  rowOf(cellId: number): number | undefined;
  /** How many cells of each slide a count takes, as `countedCase` cuts them. */
  cuts(rules: CountRules): readonly SmearCut[];
}

/** Cases kept at hand for a library: those that its windows look at. */
const mostKept = 4;
const keptOf = new WeakMap<Library, Map<string, DetectedCells>>();

/**
 * The cells detected in a case. Those of the cases last asked for are kept in memory as long as nothing more was counted.
 * Throws `not-found` where the library has no such case.
 */
export function detectedCells(library: Library, caseId: number): DetectedCells {
  if (!library.cases.findById(caseId)) throw new MyeloscopeError('not-found', 'This case is no longer in the library.', 'Go back to the worklist.');
  const progress = library.cells.progressOfCase(caseId);
  const key = JSON.stringify([caseId, progress]);
  const kept = keptOf.get(library) ?? new Map<string, DetectedCells>();
  keptOf.set(library, kept);
  const known = kept.get(key);
  const cells = known ?? read(library, caseId, progress.map(({ waiting }) => waiting));
  kept.delete(key);
  kept.set(key, cells);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return cells;
}

function read(library: Library, caseId: number, waiting: readonly number[]): DetectedCells {
  const slides = library.slides.ofCase(caseId);
  const regions = library.cells.packedOfCase(caseId);
  const total = regions.reduce((sum, { cells }) => sum + cells.cells, 0);
  const columns = { ...emptyColumns(total), slidePlaces: new Uint16Array(total), regionIds: new Int32Array(total) };
  const firstRows = new Array<number>(slides.length + 1).fill(0);
  let row = 0;
  for (const { regionId, slidePosition, cells } of regions) {
    unpackRegion(cells, columns, row);
    columns.slidePlaces.fill(slidePosition, row, row + cells.cells);
    columns.regionIds.fill(regionId, row, row + cells.cells);
    row += cells.cells;
    firstRows.fill(row, slidePosition + 1);
  }
  const cutsByRules = new Map<string, SmearCut[]>();
  return {
    ...columns, slideIds: slides.map(({ id }) => id), firstRows,
    rowOf: rowFinder(columns.ids),
    cuts({ target, countable }) {
      const key = `${String(target)} ${[...countable].join()}`;
      const placeOfCode = classCodes.map((code) => placeOfCell(code, countable));
      const cuts = cutsByRules.get(key) ?? cutSmears(target, slides.map(({ path }, slide) => ({
        name: path, waiting: waiting[slide], places: Array.from(columns.codes.subarray(firstRows[slide], firstRows[slide + 1]), (code) => placeOfCode[code]),
      })));
      cutsByRules.set(key, cuts);
      return cuts;
    },
  };
}

/** Finds the row of an id by halving: a map of 100,000 would be made while a person waits for the first key. */
function rowFinder(ids: Int32Array): (cellId: number) => number | undefined {
  // In the order of ids unless slides were counted in turns.
  const isInOrder = ids.every((id, row) => row === 0 || ids[row - 1] < id);
  const rows = isInOrder ? undefined : Uint32Array.from(ids.keys()).sort((a, b) => ids[a] - ids[b]);
  return (cellId) => {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ids[rows ? rows[middle] : middle] < cellId) low = middle + 1;
      else high = middle;
    }
    const row = rows && low < ids.length ? rows[low] : low;
    return ids[row] === cellId ? row : undefined;
  };
}
