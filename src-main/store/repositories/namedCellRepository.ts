import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';

/** What one reading says last of a cell: a class, or null where it was taken away. */
export interface NamedCell { readonly cellId: number; readonly reading: Reading; readonly code: ClassCode | null; readonly by: string }

/** A detected cell that somebody named, with the machine's own call. */
export interface PlacedCell { readonly cellId: number; readonly slideId: number; readonly box: BoxPx; readonly machineCode: ClassCode }

/** Cells that people have named, of a whole case at once: for learning from them. Nothing of it is kept in memory. */
export class NamedCellRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Cases in which somebody named a cell. */
  casesWithNames(): number[] {
    return this.#connection.all<{ caseId: number }>("SELECT DISTINCT caseId FROM reviewActs WHERE state = 'standing' AND ofAct IS NULL ORDER BY caseId").map(({ caseId }) => caseId);
  }

  /** The last standing word of each reading on each cell of a case. */
  lastWords(caseId: number): NamedCell[] {
    return this.#connection.all<NamedCell>(
      // Of a group with max(), SQLite takes the other columns from the row that has it.
      `SELECT marks.cellId, acts.reading, marks.code, acts.by, max(acts.id) AS actId FROM reviewActs AS acts JOIN reviewMarks AS marks ON marks.actId = acts.id
       WHERE acts.caseId = ? AND acts.state = 'standing' AND acts.ofAct IS NULL GROUP BY marks.cellId, acts.reading ORDER BY marks.cellId`, caseId,
    );
  }

  /** Where the detected cells of a case lie that any act marked. */
  places(caseId: number): PlacedCell[] {
    return this.#connection.all<Omit<PlacedCell, 'box'> & BoxPx>(
      `SELECT cells.id AS cellId, regions.slideId, cells.xPx, cells.yPx, cells.widthPx, cells.heightPx, calls.code AS machineCode
       FROM cells JOIN regions ON regions.id = cells.regionId JOIN calls ON calls.cellId = cells.id AND calls.caller = 'machine'
       WHERE cells.id IN (SELECT marks.cellId FROM reviewActs AS acts JOIN reviewMarks AS marks ON marks.actId = acts.id WHERE acts.caseId = ?) ORDER BY cells.id`, caseId,
    ).map(({ xPx, yPx, widthPx, heightPx, ...cell }) => ({ ...cell, box: { xPx, yPx, widthPx, heightPx } }));
  }
}
