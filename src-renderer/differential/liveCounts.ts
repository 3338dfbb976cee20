import { cellState, isUnsettled } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ReviewedCells } from '#shared/reports/reviewState.ts';
import { isCounted } from '../cells/cellFilter.ts';

/** The cells of a case, added up as they stand in the window now. */
export interface LiveCounts extends ReviewedCells {
  /** By class code; classes without a cell are left out. */
  readonly counts: Readonly<Record<string, number>>;
  /** The same for each slide, by its place in the case. */
  readonly slides: readonly Readonly<Record<string, number>>[];
  /** Of the cells that a person has named, the ones that the machine had called something else, and the ones it had not found. */
  readonly changed: number;
}

/** Adds up the cells that are part of the count: neither removed, nor excluded, nor beyond the target. Pure. */
export function liveCounts(columns: CellColumns, slideCount: number): LiveCounts {
  const bySlide = Array.from({ length: slideCount }, () => new Uint32Array(classCodes.length));
  let reviewed = 0;
  let changed = 0;
  let cells = 0;
  let unsettled = 0;
  for (let row = 0; row < columns.ids.length; row++) {
    const state = columns.states[row];
    if (isUnsettled(state)) unsettled++;
    if (!isCounted(columns, row)) continue;
    cells++;
    bySlide[columns.slides[row]][columns.codes[row]]++;
    if ((state & cellState.reviewed) === 0) continue;
    reviewed++;
    if ((state & cellState.added) !== 0 || columns.codes[row] !== columns.machineCodes[row]) changed++;
  }
  const slides = bySlide.map((numbers) => Object.fromEntries(classCodes.flatMap((code, i) => (numbers[i] > 0 ? [[code, numbers[i]] as const] : []))));
  return { counts: addCounts(...slides), slides, reviewed, changed, cells, unsettled };
}

/** Counts by class added up; classes without a cell are left out. */
export function addCounts(...parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const part of parts) for (const [code, count] of Object.entries(part)) if (count > 0) sum[code] = (sum[code] ?? 0) + count;
  return sum;
}

/** Whether two counts by class are the same, a missing class being none. */
export function sameCounts(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((code) => (one[code] ?? 0) === (other[code] ?? 0));
}
