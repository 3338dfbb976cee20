import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import { noCells, withOwnCalls } from './emptyColumns.ts';
import { rowsThatDiffer } from './rowsThatDiffer.ts';
import type { ChangedRows } from './rowsThatDiffer.ts';

/** What an act will do to cells, as the window shows it before the service has answered. */
export interface ExpectedChange {
  readonly ids: readonly number[];
  /** Place in `classCodes`; undefined where the call stays. */
  readonly code?: number;
  readonly setStates: number;
  readonly clearStates: number;
}

/** Why cells could not be had, in words. */
export interface CellsFailure { readonly sentence: string; readonly remedy: string }

/** A view that never changes: a new one is made at each change, with the same columns written in place. */
export interface CaseCellsView {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly failure?: CellsFailure;
  /** As shown. Calls and states change in place: whoever remembers something made of them remembers `revision` with it. */
  readonly columns: CellColumns;
  /** Rises whenever anything of what is shown changes. */
  readonly revision: number;
  /** Acts sent and not yet on disk. */
  readonly unkept: number;
}

/**
 * The cells of a case in one reading, as the window shows them: what is on disk, with the acts on their way laid over it. An act
 * that fails is lifted off again, and what lies under it is on disk.
 */
export class CaseCells {
  readonly caseId: number;
  readonly reading: Reading;
  #columns: CellColumns;
  #keptCodes = new Uint8Array(0);
  #keptStates = new Uint8Array(0);
  #rowOfId = new Map<number, number>();
  #version = -1;
  #revision = 0;
  readonly #expected = new Map<number, ExpectedChange & { readonly cells: ReadonlySet<number> }>();
  readonly #unkeptOfId = new Map<number, number>();
  #lastAct = 0;
  #state: CaseCellsView['state'] = 'loading';
  #failure: CellsFailure | undefined;
  #view: CaseCellsView;
  readonly #viewListeners = new Set<() => void>();
  readonly #rowListeners = new Set<(rows: ChangedRows) => void>();

  constructor(caseId: number, reading: Reading) {
    this.caseId = caseId;
    this.reading = reading;
    this.#columns = noCells(caseId, reading);
    this.#view = this.#makeView();
  }

  /** The version that is on disk and known here; -1 before anything is. */
  get version(): number { return this.#version; }

  readonly getView = (): CaseCellsView => this.#view;

  /** Called at each change of the view. Gives the function that ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#viewListeners.add(listener);
    return () => { this.#viewListeners.delete(listener); };
  };

  /** Called with the rows whose look changed, before the views are told: for whoever paints cells one by one. */
  onChanged(listener: (rows: ChangedRows) => void): () => void {
    this.#rowListeners.add(listener);
    return () => { this.#rowListeners.delete(listener); };
  }

  /** The cell's row in the columns; undefined where this reading has no such cell. */
  rowOf(id: number): number | undefined { return this.#rowOfId.get(id); }

  /** Whether an act on this cell is on its way to disk. */
  isUnkept(id: number): boolean { return this.#unkeptOfId.has(id); }

  /** Takes over columns from the service, unless newer ones are known. Says whether they were taken. */
  receive(columns: CellColumns): boolean {
    if (columns.version < this.#version) return false;
    const before = this.#columns;
    this.#keptCodes = columns.codes.slice();
    this.#keptStates = columns.states.slice();
    this.#columns = withOwnCalls(columns);
    this.#rowOfId = new Map(Array.from(columns.ids, (id, row) => [id, row]));
    this.#version = columns.version;
    for (const id of this.#unkeptOfId.keys()) this.#layOver(id);
    this.#state = 'ready';
    this.#failure = undefined;
    this.#changed(rowsThatDiffer(before, this.#columns));
    return true;
  }

  fail(failure: CellsFailure): void {
    // Cells that are shown stay: they are what was last on disk.
    if (this.#state !== 'ready') this.#state = 'failed';
    this.#failure = failure;
    this.#changed([]);
  }

  /**
   * Takes over what an act changed, of this window or another. `gap`: some acts before it are not known here, or it names cells
   * that are not, so the columns must be asked for again. With the number of this window's own act that it is of, that act is settled
   * too, and what is shown changes once.
   */
  apply(change: ReviewChange, act?: number): 'applied' | 'old' | 'gap' {
    const lifted = act === undefined ? [] : this.#lift(act);
    if (change.version <= this.#version) {
      if (lifted.length > 0) this.#changed(this.#layOverAll(lifted));
      return 'old';
    }
    let gap = change.version !== this.#version + 1;
    this.#version = change.version;
    const rows = new Set(this.#layOverAll(lifted));
    for (const [i, id] of change.changed.ids.entries()) {
      const row = this.#rowOfId.get(id);
      if (row === undefined) { gap = true; continue; }
      this.#keptCodes[row] = change.changed.codes[i];
      this.#keptStates[row] = change.changed.states[i];
      this.#layOver(id);
      rows.add(row);
    }
    this.#changed([...rows]);
    return gap ? 'gap' : 'applied';
  }

  /** Shows what an act will do. Gives its number, for `settle`. */
  expect(change: ExpectedChange): number {
    const act = ++this.#lastAct;
    this.#expected.set(act, { ...change, cells: new Set(change.ids) });
    for (const id of change.ids) this.#unkeptOfId.set(id, (this.#unkeptOfId.get(id) ?? 0) + 1);
    this.#changed(this.#layOverAll(change.ids));
    return act;
  }

  /** The act has failed, or its answer was lost: what was shown ahead of it is lifted off. One that is on disk is settled by `apply`. */
  settle(act: number): void {
    const ids = this.#lift(act);
    if (ids.length > 0) this.#changed(this.#layOverAll(ids));
  }

  /** Takes an act off those on their way. Gives its cells, which are shown as before until they are laid over again. */
  #lift(act: number): readonly number[] {
    const change = this.#expected.get(act);
    if (!change) return [];
    this.#expected.delete(act);
    for (const id of change.ids) {
      const left = this.#unkeptOfId.get(id)! - 1;
      if (left > 0) this.#unkeptOfId.set(id, left); else this.#unkeptOfId.delete(id);
    }
    return change.ids;
  }

  #layOverAll(ids: readonly number[]): number[] {
    const rows: number[] = [];
    for (const id of ids) {
      const row = this.#layOver(id);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** Writes what is shown of a cell: what is on disk, then the acts on their way in the order in which they were made. */
  #layOver(id: number): number | undefined {
    const row = this.#rowOfId.get(id);
    if (row === undefined) return undefined;
    let code = this.#keptCodes[row];
    let state = this.#keptStates[row];
    if (this.#unkeptOfId.has(id)) {
      for (const change of this.#expected.values()) {
        if (!change.cells.has(id)) continue;
        code = change.code ?? code;
        state = (state & ~change.clearStates) | change.setStates;
      }
    }
    this.#columns.codes[row] = code;
    this.#columns.states[row] = state;
    return row;
  }

  #changed(rows: ChangedRows): void {
    this.#revision++;
    this.#view = this.#makeView();
    if (rows === 'all' || rows.length > 0) for (const listener of this.#rowListeners) listener(rows);
    for (const listener of this.#viewListeners) listener();
  }

  #makeView(): CaseCellsView {
    return { state: this.#state, failure: this.#failure, columns: this.#columns, revision: this.#revision, unkept: this.#expected.size };
  }
}

/** What naming cells will do to them. */
export const expectedCall = (ids: readonly number[], code: number): ExpectedChange => ({ ids, code, setStates: cellState.reviewed, clearStates: cellState.removed | cellState.unsettled });
/** What agreeing with cells will do to them. */
export const expectedAcceptance = (ids: readonly number[]): ExpectedChange => ({ ids, setStates: cellState.reviewed, clearStates: cellState.unsettled });
/** What taking cells away will do to them. */
export const expectedRemoval = (ids: readonly number[]): ExpectedChange => ({ ids, setStates: cellState.removed, clearStates: cellState.unsettled });
