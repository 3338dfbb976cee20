import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** The cells of one class, as rows of the columns, in the order in which they are shown. */
export interface CellGroup { readonly code: ClassCode; readonly rows: readonly number[] }

/** Cells by the class that is shown of them, in report order; classes without a cell are left out. Keeps the order of `rows`. */
export function groupByClass(columns: CellColumns, rows: readonly number[]): CellGroup[] {
  const ofClass: number[][] = classCodes.map(() => []);
  for (const row of rows) ofClass[columns.codes[row]].push(row);
  return classCodes.flatMap((code, place) => (ofClass[place].length > 0 ? [{ code, rows: ofClass[place] }] : []));
}
