import type { Reading } from '#shared/contract/parts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';
import type { StoredAct } from './reviewActRepository.ts';

/** What a reading says of a cell: a class, or null where the cell was taken away. */
export interface StandingMark { readonly cellId: number; readonly code: ClassCode | null }

/** What acts made of cells. An added cell has minus the id of its addition. */
export class ReviewMarkRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Marks cells by an act: with a class, or null for taken away. */
  add(actId: number, cellIds: readonly number[], code: ClassCode | null): void {
    this.#connection.write('INSERT INTO reviewMarks (actId, cellId, code) SELECT ?, value, ? FROM json_each(?)', actId, code, JSON.stringify(cellIds));
  }

  /** Whether any act ever gave a cell this class, undone or not: an undo could bring it back. */
  everNamed(code: ClassCode): boolean {
    return this.#connection.first('SELECT 1 FROM reviewMarks WHERE code = ?', code) !== undefined;
  }

  /** Every mark of a reading whose act stands, oldest first: of several on a cell the last holds. */
  standing(caseId: number, reading: Reading): StandingMark[] {
    return this.#connection.all<StandingMark>(
      `SELECT reviewMarks.cellId, reviewMarks.code FROM reviewActs JOIN reviewMarks ON reviewMarks.actId = reviewActs.id
       WHERE reviewActs.caseId = ? AND reviewActs.reading = ? AND reviewActs.state = 'standing' AND reviewActs.ofAct IS NULL ORDER BY reviewActs.id`,
      caseId, reading,
    );
  }

  /** What the reading says now of each cell that an act marked; `code` undefined where nothing that stands marks it. */
  ofActNow(actId: number, reading: Reading): { cellId: number; code: ClassCode | null | undefined }[] {
    return this.#connection.all<{ cellId: number; code: ClassCode | '' | null }>(
      `SELECT touched.cellId, (
         SELECT coalesce(reviewMarks.code, '') FROM reviewMarks JOIN reviewActs ON reviewActs.id = reviewMarks.actId
         WHERE reviewMarks.cellId = touched.cellId AND reviewActs.reading = ? AND reviewActs.state = 'standing' ORDER BY reviewMarks.actId DESC LIMIT 1
       ) AS code FROM reviewMarks AS touched WHERE touched.actId = ?`,
      reading, actId,
    ).map(({ cellId, code }) => ({ cellId, code: code === null ? undefined : code === '' ? null : code }));
  }

  /** Every act that marked a cell, in any reading, oldest first, with what it made of it. */
  historyOf(cellId: number): (StoredAct & { code: ClassCode | null })[] {
    return this.#connection.all<StoredAct & { code: ClassCode | null }>(
      'SELECT reviewActs.*, reviewMarks.code FROM reviewMarks JOIN reviewActs ON reviewActs.id = reviewMarks.actId WHERE reviewMarks.cellId = ? ORDER BY reviewMarks.actId', cellId,
    );
  }
}
