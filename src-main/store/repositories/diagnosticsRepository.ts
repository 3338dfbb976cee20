import type { Connection } from '../connection.ts';

/** What can be said of a library in numbers, without anything that a person wrote. */
export class DiagnosticsRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Rows by table. */
  rowCounts(): Record<string, number> {
    const tables = this.#connection.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    // Names of tables can't be bound; these are of our own migrations.
    return Object.fromEntries(tables.map(({ name }) => [name, this.#connection.first<{ rows: number }>(`SELECT count(*) AS rows FROM "${name}"`)!.rows]));
  }

  jobStates(): { kind: string; state: string; jobs: number; deaths: number }[] {
    return this.#connection.all('SELECT kind, state, count(*) AS jobs, sum(deaths) AS deaths FROM jobs GROUP BY kind, state ORDER BY kind, state');
  }

  slideFormats(): { format: string; slides: number }[] {
    return this.#connection.all('SELECT format, count(*) AS slides FROM slides GROUP BY format ORDER BY format');
  }

  /** Name of the newest step of the schema. */
  lastMigration(): string {
    return this.#connection.first<{ name: string }>('SELECT name FROM migrations ORDER BY position DESC')?.name ?? 'none';
  }

  /** Whether every page holds together. Takes a while on a large library. */
  isWhole(): boolean {
    return this.#connection.pragma('quick_check(1)') === 'ok';
  }
}
