import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { reviewStateOf } from '../cells/cellFilter.ts';

const unnamed: ClassCode = 'UNK';

/** Whether the cells of a class that are left can be accepted all at once: of those that can't be named each wants a look of its own. */
export function isAcceptedTogether(code: ClassCode): boolean {
  return code !== unnamed;
}

/** Whether the cells of these rows can be accepted in one act: the service refuses several that can't be named and were not looked at. */
export function areAcceptedTogether(columns: CellColumns, rows: readonly number[]): boolean {
  return rows.filter((row) => columns.codes[row] === classCodes.indexOf(unnamed) && reviewStateOf(columns, row) === 'unreviewed').length < 2;
}
