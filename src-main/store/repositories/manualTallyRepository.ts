import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';

/** One cell seen down the eyepiece and not taken back. */
export interface ManualTally { readonly id: number; readonly code: ClassCode }

export class ManualTallyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(caseId: number, by: string, code: ClassCode): void {
    this.#connection.write('INSERT INTO manualTallies (caseId, by, at, code) VALUES (?, ?, ?, ?)', caseId, by, new Date().toISOString(), code);
  }

  /** Takes a tally back, by a row of its own. */
  takeBack(caseId: number, by: string, { id, code }: ManualTally): void {
    this.#connection.write('INSERT INTO manualTallies (caseId, by, at, code, removes) VALUES (?, ?, ?, ?, ?)', caseId, by, new Date().toISOString(), code, id);
  }

  /** Cells by class. */
  counts(caseId: number): Record<string, number> {
    const rows = this.#connection.all<{ code: ClassCode; cells: number }>(`SELECT code, count(*) AS cells FROM manualTallies AS tally ${ofCase} GROUP BY code`, caseId);
    return Object.fromEntries(rows.map(({ code, cells }) => [code, cells]));
  }

  /** The newest that was not taken back. */
  last(caseId: number): ManualTally | undefined {
    return this.#connection.first<ManualTally>(`SELECT id, code FROM manualTallies AS tally ${ofCase} ORDER BY id DESC`, caseId);
  }
}

const ofCase = 'WHERE caseId = ? AND removes IS NULL AND NOT EXISTS (SELECT 1 FROM manualTallies WHERE removes = tally.id)';
