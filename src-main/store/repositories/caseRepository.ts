import type { Connection } from '../connection.ts';

/** A case as stored. `settings` and `details` are JSON that their owners check when they read it back. */
export interface StoredCase {
  readonly id: number;
  /** SHA-256 of all that decides the cells and calls of the count. */
  readonly identity: string;
  readonly settings: string;
  readonly details: string;
  readonly createdAt: string;
}

export class CaseRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  find(identity: string): StoredCase | undefined {
    return this.#connection.first<StoredCase>('SELECT * FROM cases WHERE identity = ?', identity);
  }

  /** A case that is known to be there. */
  get(caseId: number): StoredCase {
    return this.#connection.first<StoredCase>('SELECT * FROM cases WHERE id = ?', caseId)!;
  }

  /** A case that may have been taken away. */
  findById(caseId: number): StoredCase | undefined {
    return this.#connection.first<StoredCase>('SELECT * FROM cases WHERE id = ?', caseId);
  }

  /** Whether there is a case, or was one that was taken away. */
  everHeldOne(): boolean {
    return this.#connection.first("SELECT 1 FROM cases UNION ALL SELECT 1 FROM usedIds WHERE kind = 'case' AND highest > 0") !== undefined;
  }

  /** Every case's id by its identity. */
  idsByIdentity(): Map<string, number> {
    return new Map(this.#connection.all<{ id: number; identity: string }>('SELECT id, identity FROM cases').map(({ id, identity }) => [identity, id]));
  }

  /** How many cases are counted with each model, by the SHA-256 of the model. */
  countsByModel(): Map<string, number> {
    const found = this.#connection.all<{ sha256: string; cases: number }>(
      "SELECT json_extract(model.value, '$.sha256') AS sha256, count(*) AS cases FROM cases, json_each(cases.settings, '$.models') AS model GROUP BY sha256",
    );
    return new Map(found.map(({ sha256, cases }) => [sha256, cases]));
  }

  /** Puts a new case in; gives its id. */
  add(stored: Omit<StoredCase, 'id'>): number {
    return this.#connection.write(
      `INSERT INTO cases (id, identity, settings, details, createdAt)
       VALUES (1 + max((SELECT coalesce(max(id), 0) FROM cases), (SELECT highest FROM usedIds WHERE kind = 'case')), ?, ?, ?, ?)`,
      stored.identity, stored.settings, stored.details, stored.createdAt,
    ).id;
  }

  /** What a person wrote of patient and specimen, as last given. */
  setDetails(caseId: number, details: string): void {
    this.#connection.write('UPDATE cases SET details = ? WHERE id = ?', details, caseId);
  }

  /** Takes a case away with its slides, cells and calls. */
  remove(caseId: number): void {
    this.#connection.write('DELETE FROM cases WHERE id = ?', caseId);
  }
}
