import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { filterRows } from '../cells/cellFilter.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { orderRows } from '../cells/cellOrder.ts';
import type { CellOrder } from '../cells/cellOrder.ts';
import { passesFilter } from './slideCells.ts';

/**
 * The way from cell to cell in the order chosen. The order is made once for a filter: a cell that leaves the filter by being named
 * keeps its place, so that the next one is the next, and nothing of 100,000 cells is sorted between two keys.
 */
export class CellWalk {
  #ids: Int32Array | undefined;
  #filter: CellFilter | undefined;
  #order: CellOrder | undefined;
  #rows: readonly number[] = [];
  #placeOfRow = new Map<number, number>();

  /** Makes the way ready, unless it is: to be called when there is time. */
  prepare(columns: CellColumns, filter: CellFilter, order: CellOrder): void {
    if (columns.ids === this.#ids && filter === this.#filter && order === this.#order) return;
    this.#ids = columns.ids;
    this.#filter = filter;
    this.#order = order;
    this.#rows = orderRows(columns, filterRows(columns, filter), order);
    this.#placeOfRow = new Map(this.#rows.map((row, place) => [row, place]));
  }

  /** The row after (or with -1 before) `from` that passes the filter now; the first (last) where there is no `from`. Undefined at the end. */
  step(columns: CellColumns, filter: CellFilter, order: CellOrder, from: number | undefined, by: 1 | -1): number | undefined {
    this.prepare(columns, filter, order);
    const start = from === undefined ? undefined : this.#placeOfRow.get(from);
    let place = start === undefined ? (by === 1 ? 0 : this.#rows.length - 1) : start + by;
    while (place >= 0 && place < this.#rows.length) {
      if (passesFilter(columns, this.#rows[place], filter)) return this.#rows[place];
      place += by;
    }
    return undefined;
  }

  /** Place of a row on the way, from 1, and how many there are; for "12 of 500". */
  placeOf(row: number): { readonly place: number; readonly of: number } | undefined {
    const place = this.#placeOfRow.get(row);
    return place === undefined ? undefined : { place: place + 1, of: this.#rows.length };
  }
}
