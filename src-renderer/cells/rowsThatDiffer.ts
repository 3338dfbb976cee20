import type { CellColumns } from '#shared/contract/cellCommands.ts';

/** Which rows of the cells changed; `all` where rows no longer stand for the same cells and everything must be drawn again. */
export type ChangedRows = readonly number[] | 'all';

/**
 * What is new in `after` for one who has drawn `before`: rows with another call or state, and rows at the end that were not
 * there. A count only adds at the end, so a growing case stays cheap to draw.
 */
export function rowsThatDiffer(before: CellColumns, after: CellColumns): ChangedRows {
  const known = before.ids.length;
  if (known === 0 || after.ids.length < known) return 'all';
  const rows: number[] = [];
  for (let row = 0; row < known; row++) {
    if (before.ids[row] !== after.ids[row]) return 'all';
    if (before.codes[row] !== after.codes[row] || before.states[row] !== after.states[row]) rows.push(row);
  }
  for (let row = known; row < after.ids.length; row++) rows.push(row);
  return rows;
}
