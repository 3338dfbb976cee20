import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { Connection } from '../connection.ts';

/** A cell that a person put where the machine saw none. Its class is in the marks, under minus its id. */
export interface AddedCell { readonly id: number; readonly reading: Reading; readonly slideId: number; readonly box: BoxPx }

type Row = Omit<AddedCell, 'box'> & BoxPx;

export class AddedCellRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Keeps the cell that an act adds; gives its id. */
  add(actId: number, slideId: number, { xPx, yPx, widthPx, heightPx }: BoxPx): number {
    return this.#connection.write('INSERT INTO addedCells (actId, slideId, xPx, yPx, widthPx, heightPx) VALUES (?, ?, ?, ?, ?, ?)', actId, slideId, xPx, yPx, widthPx, heightPx).id;
  }

  /** The cells added in a reading whose adding stands, oldest first. */
  standing(caseId: number, reading: Reading): AddedCell[] {
    return this.#connection.all<Row>(
      `SELECT addedCells.id, reviewActs.reading, addedCells.slideId, addedCells.xPx, addedCells.yPx, addedCells.widthPx, addedCells.heightPx
       FROM slides JOIN addedCells ON addedCells.slideId = slides.id JOIN reviewActs ON reviewActs.id = addedCells.actId
       WHERE slides.caseId = ? AND reviewActs.reading = ? AND reviewActs.state = 'standing' ORDER BY addedCells.id`,
      caseId, reading,
    ).map(({ id, reading: of, slideId, xPx, yPx, widthPx, heightPx }) => ({ id, reading: of, slideId, box: { xPx, yPx, widthPx, heightPx } }));
  }

  /** A cell added to a case, whether its adding stands or not. */
  find(caseId: number, addedId: number): AddedCell | undefined {
    const row = this.#connection.first<Row>(
      'SELECT addedCells.*, reviewActs.reading FROM addedCells JOIN reviewActs ON reviewActs.id = addedCells.actId WHERE addedCells.id = ? AND reviewActs.caseId = ?', addedId, caseId,
    );
    return row && { id: row.id, reading: row.reading, slideId: row.slideId, box: { xPx: row.xPx, yPx: row.yPx, widthPx: row.widthPx, heightPx: row.heightPx } };
  }
}
