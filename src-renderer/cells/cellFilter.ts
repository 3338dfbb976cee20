import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { cellClass, classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode, Lineage } from '#shared/taxonomy/cellClasses.ts';

/** What a person has done to a cell: nothing; named it; named it something else than the machine did. */
export const reviewStates = ['unreviewed', 'agreed', 'changed'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Which cells are shown, on the slide and in the gallery. Undefined: all of that kind. */
export interface CellFilter {
  readonly classes?: readonly ClassCode[];
  readonly lineages?: readonly Lineage[];
  readonly states?: readonly ReviewState[];
  /** Lowest and highest machine's confidence, 0 to 1, both shown. */
  readonly confidence: readonly [lowest: number, highest: number];
  /** Place of the slide in the case. */
  readonly slide?: number;
  /** Also cells that are not part of the count: removed, in an excluded area, or beyond the target. */
  readonly uncounted: boolean;
}

export const allCells: CellFilter = { confidence: [0, 1], uncounted: false };

const outside = cellState.removed | cellState.excluded | cellState.beyondTarget;

/** Whether a cell is part of the count: neither removed, nor excluded, nor beyond the target. */
export function isCounted(columns: CellColumns, row: number): boolean {
  return (columns.states[row] & outside) === 0;
}

/** What a person has done to the cell of a row. A cell that a person added was seen by that person, and has no machine's call. */
export function reviewStateOf(columns: CellColumns, row: number): ReviewState {
  const state = columns.states[row];
  if (state & cellState.added) return 'changed';
  if (!(state & cellState.reviewed)) return 'unreviewed';
  return columns.codes[row] === columns.machineCodes[row] ? 'agreed' : 'changed';
}

/** Rows that pass the filter: of those given in their order, or else of all in the order of counting. */
export function filterRows(columns: CellColumns, filter: CellFilter, among?: readonly number[]): number[] {
  const shownCodes = classCodes.map((code) => (!filter.classes || filter.classes.includes(code)) && (!filter.lineages || filter.lineages.includes(cellClass(code).lineage)));
  const [lowest, highest] = filter.confidence;
  const rows: number[] = [];
  const looked = among?.length ?? columns.ids.length;
  for (let i = 0; i < looked; i++) {
    const row = among ? among[i] : i;
    if (!filter.uncounted && (columns.states[row] & outside) !== 0) continue;
    if (!shownCodes[columns.codes[row]]) continue;
    if (filter.slide !== undefined && columns.slides[row] !== filter.slide) continue;
    if (columns.confidences[row] < lowest || columns.confidences[row] > highest) continue;
    if (filter.states && !filter.states.includes(reviewStateOf(columns, row))) continue;
    rows.push(row);
  }
  return rows;
}

/** How many parts of the filter hide something. */
export function narrowings(filter: CellFilter): number {
  const [lowest, highest] = filter.confidence;
  return [filter.classes, filter.lineages, filter.states, filter.slide].filter((part) => part !== undefined).length + (lowest > 0 || highest < 1 ? 1 : 0) + (filter.uncounted ? 1 : 0);
}
