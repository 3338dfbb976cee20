import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { filterRows } from '../cells/cellFilter.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { orderRows } from '../cells/cellOrder.ts';
import type { CellOrder } from '../cells/cellOrder.ts';
import { passesFilter } from './slideCells.ts';

/**
 * The way from cell to cell in the order chosen. The order is made once for a filter: a cell that leaves the filter by being named
 * keeps its place, so that the next one is the next, and nothing of 100,000 cells is sorted between two keys. It is made again
 * only where cells have come into the filter, as by an undo: they join the way, and none leaves it.
 */
export class CellWalk {
  #ids: Int32Array | undefined;
  #filter: CellFilter | undefined;
  #order: CellOrder | undefined;
  #rows: readonly number[] = [];
  /** By row of the columns; -1 where the row is not on the way. */
  #placeOfRow = new Int32Array(0);

  /** Makes the way ready, unless it is: to be called when there is time. */
  prepare(columns: CellColumns, filter: CellFilter, order: CellOrder): void {
    if (columns.ids === this.#ids && filter === this.#filter && order === this.#order) return;
    this.#ids = columns.ids;
    this.#filter = filter;
    this.#order = order;
    this.#lay(columns, filterRows(columns, filter), order);
  }

  #lay(columns: CellColumns, rows: readonly number[], order: CellOrder): void {
    this.#rows = orderRows(columns, rows, order);
    this.#placeOfRow = new Int32Array(columns.ids.length).fill(-1);
    for (const [place, row] of this.#rows.entries()) this.#placeOfRow[row] = place;
  }

  /** The row after (or with -1 before) `from` that passes the filter now; the first (last) where there is no `from`. Undefined at the end. */
  step(columns: CellColumns, filter: CellFilter, order: CellOrder, from: number | undefined, by: 1 | -1): number | undefined {
    this.prepare(columns, filter, order);
    const joining = filterRows(columns, filter).filter((row) => this.#placeOfRow[row] < 0);
    if (joining.length > 0) this.#lay(columns, [...this.#rows, ...joining], order);
    const start = from === undefined ? -1 : this.#placeOfRow[from] ?? -1;
    let place = start < 0 ? (by === 1 ? 0 : this.#rows.length - 1) : start + by;
    while (place >= 0 && place < this.#rows.length) {
      if (passesFilter(columns, this.#rows[place], filter)) return this.#rows[place];
      place += by;
    }
    return undefined;
  }

  /** Place of a row on the way, from 1, and how many there are; for "12 of 500". */
  placeOf(row: number): { readonly place: number; readonly of: number } | undefined {
    const place = this.#placeOfRow[row] ?? -1;
    return place < 0 ? undefined : { place: place + 1, of: this.#rows.length };
  }
}
