import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { filterRows } from '../cells/cellFilter.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { unfamiliarBelow } from '../cells/cellOrder.ts';

/** Unreviewed cells of which the machine is sure enough to accept them without a look at each. */
export interface SureCells {
  readonly ids: readonly number[];
  /** In report order. */
  readonly byClass: readonly { readonly code: ClassCode; readonly count: number }[];
  /** How many of them the machine's own calibration expects to be wrong. */
  readonly expectedWrong: number;
  /** Unreviewed cells of the count that pass the filter and are not among them. */
  readonly left: number;
}

const unknown = classCodes.indexOf('UNK');

/**
 * The unreviewed cells of the count that pass the filter and whose call has a calibrated probability of `threshold` (0 to 1) or
 * more. Cells that the machine would not name, and cells unlike those it was trained on, are never among them: there its
 * probability means little.
 */
export function sureCells(columns: CellColumns, filter: CellFilter, threshold: number): SureCells {
  const ids: number[] = [];
  const counts = new Uint32Array(classCodes.length);
  let expectedWrong = 0;
  let left = 0;
  for (const row of filterRows(columns, { ...filter, uncounted: false })) {
    if (columns.states[row] & (cellState.reviewed | cellState.added)) continue;
    const isNamed = columns.codes[row] !== unknown && columns.codes[row] === columns.forcedCodes[row];
    if (!isNamed || columns.confidences[row] < threshold || columns.familiarities[row] < unfamiliarBelow) { left++; continue; }
    ids.push(columns.ids[row]);
    counts[columns.codes[row]]++;
    expectedWrong += 1 - columns.confidences[row];
  }
  return { ids, byClass: classCodes.flatMap((code, place) => (counts[place] > 0 ? [{ code, count: counts[place] }] : [])), expectedWrong, left };
}
