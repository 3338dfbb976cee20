import type { Connection } from '../connection.ts';

/** What a laboratory has set, as JSON that its owner checks when it reads it back. */
export class SettingsRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Value by name, of those that were set. */
  all(): Map<string, string> {
    return new Map(this.#connection.all<{ name: string; value: string }>('SELECT name, value FROM settings').map(({ name, value }) => [name, value]));
  }

  /** Keeps values by name, all or none. */
  keep(values: ReadonlyMap<string, string>): void {
    this.#connection.transaction(() => {
      for (const [name, value] of values) {
        this.#connection.write('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
      }
    });
  }
}
