import Database from 'better-sqlite3';
import { storeError } from './storeError.ts';

/** What SQLite takes and gives. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** Waits this long for another process's transaction, in milliseconds; ours last a few. */
const patienceMs = 20_000;
/** So much is copied before others have their turn: some milliseconds. */
const pagesAtOnce = 100;

/**
 * One open SQLite file. Statements are prepared once each; every failure comes out as a `MyeloscopeError`.
 * Repositories alone use it: they are the only place with SQL.
 */
export class Connection {
  readonly path: string;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(path: string) {
    this.path = path;
    this.#database = this.#translated(() => {
      const database = new Database(path, { timeout: patienceMs });
      try {
        // Several processes may read while one writes, and a killed writer leaves nothing half-written.
        database.pragma('journal_mode = WAL');
        // FULL, not NORMAL: a commit is one region or one reviewer's call, so a disk flush each costs nothing beside
        // the work it keeps, and a call that a person was shown as kept must outlive a power cut.
        database.pragma('synchronous = FULL');
        database.pragma('foreign_keys = ON');
        database.pragma('trusted_schema = OFF');
      } catch (cause) {
        database.close();
        throw cause;
      }
      return database;
    });
  }

  /** Every row of a query. The caller names the shape, and the query must give it. */
  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#translated(() => this.#statement(sql).all(...values) as Row[]);
  }

  /** The first row, or undefined. */
  first<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#translated(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  /** Writes; gives the number of rows changed and the id of the last row put in. */
  write(sql: string, ...values: SqlValue[]): { changes: number; id: number } {
    return this.#translated(() => {
      const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
      return { changes, id: Number(lastInsertRowid) };
    });
  }

  /** Several statements at once, without values: for migrations. */
  script(sql: string): void {
    this.#translated(() => { this.#database.exec(sql); });
  }

  /** The value of a pragma. */
  pragma(name: string): unknown {
    return this.#translated(() => this.#database.pragma(name, { simple: true }));
  }

  /** All of `work` or nothing of it. Takes the write lock first, so that what it reads stays true until it writes. */
  transaction<Result>(work: () => Result): Result {
    return this.#translated(() => (this.#database.inTransaction ? work() : this.#database.transaction(work).immediate()));
  }

  /**
   * A whole copy at another place, page by page, as the file is now: others read and write meanwhile, and nothing of that is in it. `tell`
   * hears how many pages are copied, of how many, some times a second; what it throws ends the copy, of which a part may be left. Whether
   * the file or its copy failed is not told apart: errors speak of the file.
   */
  async backUp(copy: string, tell?: (donePages: number, pages: number) => void): Promise<void> {
    let asItIs: Database.Database | undefined;
    try {
      asItIs = new Database(this.path, { readonly: true, timeout: patienceMs });
      // SQLite begins a copy anew whenever another process commits, and a count does each second: what is being read stays as it is.
      asItIs.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
      await asItIs.backup(copy, { progress: ({ totalPages, remainingPages }) => { tell?.(totalPages - remainingPages, totalPages); return pagesAtOnce; } });
    } catch (cause) {
      throw storeError(this.path, cause);
    } finally {
      asItIs?.close();
    }
  }

  close(): void {
    this.#database.close();
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (cause) {
      throw storeError(this.path, cause);
    }
  }
}
