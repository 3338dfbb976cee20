import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CaseCells } from '../cells/caseCells.ts';
import { allCells, filterRows } from '../cells/cellFilter.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import type { ChangedRows } from '../cells/rowsThatDiffer.ts';
import { CellIndex } from './cellIndex.ts';

/** Up to so many rows are looked at one by one when they change; with more, all are. */
const mostSingleRows = 200;

/** The columns of one row alone: views, nothing copied. */
function oneRow(columns: CellColumns, row: number): CellColumns {
  const end = row + 1;
  return {
    ...columns, ids: columns.ids.subarray(row, end), slides: columns.slides.subarray(row, end), boxes: columns.boxes.subarray(row * 4, end * 4), codes: columns.codes.subarray(row, end),
    machineCodes: columns.machineCodes.subarray(row, end), forcedCodes: columns.forcedCodes.subarray(row, end), confidences: columns.confidences.subarray(row, end),
    familiarities: columns.familiarities.subarray(row, end), states: columns.states.subarray(row, end),
  };
}

/** Whether a cell passes a filter as it stands now. */
export function passesFilter(columns: CellColumns, row: number, filter: CellFilter): boolean {
  return filterRows(oneRow(columns, row), filter).length > 0;
}

/** The cells of one slide as it is shown: where they lie and which of them the filter lets through, kept up with every change. */
export class SlideCells {
  readonly slide: number;
  readonly #cells: CaseCells;
  #filter: CellFilter;
  #columns: CellColumns;
  #index: CellIndex;
  #shown: Uint8Array;
  readonly #listeners = new Set<(rows: ChangedRows) => void>();

  /** @param slide Place of the slide in the case. */
  constructor(cells: CaseCells, slide: number, filter: CellFilter = allCells) {
    this.slide = slide;
    this.#cells = cells;
    this.#columns = cells.getView().columns;
    this.#index = new CellIndex(this.#columns, slide);
    this.#filter = { ...filter, slide };
    this.#shown = this.#allShown();
  }

  get columns(): CellColumns { return this.#columns; }
  get index(): CellIndex { return this.#index; }
  /** One byte a row of the case: 1 where the cell is on this slide and passes the filter. */
  get shown(): Uint8Array { return this.#shown; }

  readonly isShown = (row: number): boolean => this.#shown[row] === 1;

  setFilter(filter: CellFilter): void {
    this.#filter = { ...filter, slide: this.slide };
    this.#shown = this.#allShown();
    this.#tell('all');
  }

  /** Called with the rows of this slide whose look changed. Gives the function that ends it. */
  onChanged(listener: (rows: ChangedRows) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Takes over what changed meanwhile, and from now on every change. Gives the function that ends it. */
  follow(): () => void {
    if (this.#columns !== this.#cells.getView().columns) this.#changed('all');
    return this.#cells.onChanged((rows) => { this.#changed(rows); });
  }

  #allShown(): Uint8Array {
    const shown = new Uint8Array(this.#columns.ids.length);
    for (const row of filterRows(this.#columns, this.#filter)) shown[row] = 1;
    return shown;
  }

  #changed(rows: ChangedRows): void {
    const before = this.#columns;
    this.#columns = this.#cells.getView().columns;
    if (rows === 'all') this.#index = new CellIndex(this.#columns, this.slide);
    else if (this.#columns.ids.length !== before.ids.length) this.#index.extend(this.#columns);
    if (rows === 'all' || rows.length > mostSingleRows || this.#shown.length !== this.#columns.ids.length) this.#shown = this.#allShown();
    else for (const row of rows) this.#shown[row] = passesFilter(this.#columns, row, this.#filter) ? 1 : 0;
    this.#tell(rows === 'all' ? 'all' : rows.filter((row) => this.#columns.slides[row] === this.slide));
  }

  #tell(rows: ChangedRows): void {
    for (const listener of this.#listeners) listener(rows);
  }
}
