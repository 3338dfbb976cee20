import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewedAct } from '#shared/contract/reviewCommands.ts';
import type { Connection } from '../connection.ts';

/** Acts that change cells or areas. `undo` and `redo` are acts, too, of one of these. */
export type ReviewKind = ReviewedAct['kind'];

/** What a person did, as it is kept for ever. */
export interface StoredAct {
  readonly id: number;
  readonly caseId: number;
  readonly reading: Reading;
  /** Place in the reading's history, from 1. */
  readonly number: number;
  readonly kind: ReviewKind | 'undo' | 'redo';
  readonly by: string;
  readonly at: string;
  /** JSON that says what `kind` alone does not, for people: see `ReviewedAct`. */
  readonly detail: string;
  /** The act that an undo or redo is of. */
  readonly ofAct: number | null;
  /** `lost`: undone, and something else was done after it. */
  readonly state: 'standing' | 'undone' | 'lost';
}

export type NewAct = Pick<StoredAct, 'caseId' | 'reading' | 'kind' | 'by' | 'detail' | 'ofAct'>;

/** The acts of reviewing. Call what writes in the transaction that looked at what stands. */
export class ReviewActRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** How many acts a reading has: the number of its last. */
  lastNumber(caseId: number, reading: Reading): number {
    return this.#connection.first<{ number: number | null }>('SELECT max(number) AS number FROM reviewActs WHERE caseId = ? AND reading = ?', caseId, reading)?.number ?? 0;
  }

  /** Appends an act; gives its id. */
  append({ caseId, reading, kind, by, detail, ofAct }: NewAct): number {
    return this.#connection.write(
      'INSERT INTO reviewActs (caseId, reading, number, kind, by, at, detail, ofAct) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      caseId, reading, this.lastNumber(caseId, reading) + 1, kind, by, new Date().toISOString(), detail, ofAct,
    ).id;
  }

  /** The newest act that stands: the one that an undo is of. */
  lastStanding(caseId: number, reading: Reading): StoredAct | undefined {
    return this.#connection.first<StoredAct>("SELECT * FROM reviewActs WHERE caseId = ? AND reading = ? AND state = 'standing' AND ofAct IS NULL ORDER BY id DESC", caseId, reading);
  }

  /** The act that was undone last, unless something was done since: the one that a redo is of. */
  lastUndone(caseId: number, reading: Reading): StoredAct | undefined {
    return this.#connection.first<StoredAct>("SELECT * FROM reviewActs WHERE caseId = ? AND reading = ? AND state = 'undone' ORDER BY id", caseId, reading);
  }

  setState(actId: number, state: StoredAct['state']): void {
    this.#connection.write('UPDATE reviewActs SET state = ? WHERE id = ?', state, actId);
  }

  /** What was undone can't be redone any more. */
  loseUndone(caseId: number, reading: Reading): void {
    this.#connection.write("UPDATE reviewActs SET state = 'lost' WHERE caseId = ? AND reading = ? AND state = 'undone'", caseId, reading);
  }

  /** The acts of a reading after its so many-th, oldest first. */
  after(caseId: number, reading: Reading, number: number): StoredAct[] {
    return this.#connection.all<StoredAct>('SELECT * FROM reviewActs WHERE caseId = ? AND reading = ? AND number > ? ORDER BY number', caseId, reading, number);
  }

  find(actId: number): StoredAct | undefined {
    return this.#connection.first<StoredAct>('SELECT * FROM reviewActs WHERE id = ?', actId);
  }

  /** Whether somebody has done anything in a reading, undone or not. */
  hasActed(caseId: number, reading: Reading, by: string): boolean {
    return this.#connection.first('SELECT 1 FROM reviewActs WHERE caseId = ? AND reading = ? AND by = ?', caseId, reading, by) !== undefined;
  }

  /** Everybody who has acted in a reading and whose act stands, and when last. */
  reviewers(caseId: number, reading: Reading): { by: string; at: string }[] {
    return this.#connection.all<{ by: string; at: string }>(
      "SELECT by, max(at) AS at FROM reviewActs WHERE caseId = ? AND reading = ? AND state = 'standing' AND ofAct IS NULL GROUP BY by ORDER BY by", caseId, reading,
    );
  }
}
