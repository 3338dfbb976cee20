import type { Connection } from '../connection.ts';

/** What a person did with a model, besides promoting it. */
export interface ModelRecord {
  readonly deed: 'imported' | 'built' | 'calibrated' | 'trained' | 'deleted';
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Who made, took in or deleted which model, in the order in which it was done. */
export class ModelRecordRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Every record, oldest first. */
  all(): ModelRecord[] {
    return this.#connection.all<ModelRecord & Record<string, never>>('SELECT deed, name, version, sha256, by, at FROM modelRecords ORDER BY id').map((row) => ({ ...row }));
  }

  add({ deed, name, version, sha256, by, at }: ModelRecord): void {
    this.#connection.write('INSERT INTO modelRecords (deed, name, version, sha256, by, at) VALUES (?, ?, ?, ?, ?, ?)', deed, name, version, sha256, by, at);
  }
}
