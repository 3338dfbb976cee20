import type { Reading } from '#shared/contract/parts.ts';
import type { Connection } from '../connection.ts';

/** Who reads a case, and whether they are done. */
export interface StoredReading {
  readonly caseId: number;
  readonly reading: Reading;
  readonly reader: string;
  readonly startedAt: string;
  /** Null while it is open. */
  readonly finishedAt: string | null;
}

export class ReadingRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  find(caseId: number, reading: Reading): StoredReading | undefined {
    return this.#connection.first<StoredReading>('SELECT * FROM readings WHERE caseId = ? AND reading = ?', caseId, reading);
  }

  /** The readings begun of a case. */
  ofCase(caseId: number): StoredReading[] {
    return this.#connection.all<StoredReading>("SELECT * FROM readings WHERE caseId = ? ORDER BY reading = 'consensus', reading", caseId);
  }

  /** Cases of which somebody has begun the first or the second reading, the oldest first. */
  casesReadBy(reader: string): number[] {
    return this.#connection.all<{ caseId: number }>("SELECT DISTINCT caseId FROM readings WHERE reader = ? AND reading <> 'consensus' ORDER BY caseId", reader).map(({ caseId }) => caseId);
  }

  begin(caseId: number, reading: Reading, reader: string): void {
    this.#connection.write('INSERT INTO readings (caseId, reading, reader, startedAt) VALUES (?, ?, ?, ?)', caseId, reading, reader, new Date().toISOString());
  }

  /** Names another reader of a reading in which nothing was done yet. */
  setReader(caseId: number, reading: Reading, reader: string): void {
    this.#connection.write('UPDATE readings SET reader = ? WHERE caseId = ? AND reading = ?', reader, caseId, reading);
  }

  /** Closes a reading, or opens it again. */
  setFinished(caseId: number, reading: Reading, isFinished: boolean): void {
    this.#connection.write('UPDATE readings SET finishedAt = ? WHERE caseId = ? AND reading = ?', isFinished ? new Date().toISOString() : null, caseId, reading);
  }
}
