import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';

/** Cells seen down the eyepiece, by case. Call what writes in the transaction that looked at what stands. */
export class ManualTallyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(caseId: number, by: string, code: ClassCode): void {
    this.#connection.write('INSERT INTO manualTallies (caseId, by, at, code) VALUES (?, ?, ?, ?)', caseId, by, new Date().toISOString(), code);
  }

  /** Takes back the newest cell, by a row of its own. Gives whether there was one. */
  takeBack(caseId: number, by: string): boolean { return this.#answer(caseId, by, this.#last(caseId)); }

  /** Counts the cell again that was taken back last, by a row that takes back the taking back. Gives whether there was one. */
  countAgain(caseId: number, by: string): boolean { return this.#answer(caseId, by, this.#takenBack(caseId).at(0)); }

  /** Whether a cell of this class was ever counted, taken back or not. */
  everCounted(code: ClassCode): boolean {
    return this.#connection.first('SELECT 1 FROM manualTallies WHERE code = ?', code) !== undefined;
  }

  /** Cells by class. */
  counts(caseId: number): Record<string, number> {
    const rows = this.#connection.all<{ code: ClassCode; cells: number }>(`${statesOfCase} SELECT code, count(*) AS cells FROM states WHERE ${isNow} AND stands GROUP BY code`, caseId);
    return Object.fromEntries(rows.map(({ code, cells }) => [code, cells]));
  }

  /** The class of the newest cell that was not taken back. */
  last(caseId: number): ClassCode | undefined { return this.#last(caseId)?.code; }

  /** The classes of the cells that can be counted again, in the order in which they would be: none once another cell was counted. */
  takenBack(caseId: number): ClassCode[] { return this.#takenBack(caseId).map(({ code }) => code); }

  #last(caseId: number): TallyState | undefined {
    return this.#connection.first<TallyState>(`${statesOfCase} SELECT code, latest FROM states WHERE ${isNow} AND stands ORDER BY tally DESC`, caseId);
  }

  #takenBack(caseId: number): TallyState[] {
    return this.#connection.all<TallyState>(
      `${statesOfCase} SELECT code, latest FROM states WHERE ${isNow} AND NOT stands AND latest > (SELECT max(tally) FROM states) ORDER BY latest DESC`, caseId,
    );
  }

  #answer(caseId: number, by: string, state: TallyState | undefined): boolean {
    if (state) this.#connection.write('INSERT INTO manualTallies (caseId, by, at, code, removes) VALUES (?, ?, ?, ?, ?)', caseId, by, new Date().toISOString(), state.code, state.latest);
    return state !== undefined;
  }
}

/** A cell with the newest row about it. */
interface TallyState { readonly code: ClassCode; readonly latest: number }

/**
 * Each cell of a case after each of the rows about it. A row that takes back is itself taken back by the next, and so on: no row is
 * ever changed, and each is taken back once at most.
 */
const statesOfCase = `WITH RECURSIVE states (tally, code, latest, stands) AS (
  SELECT id, code, id, 1 FROM manualTallies WHERE caseId = ? AND removes IS NULL
  UNION ALL SELECT tally, states.code, answer.id, 1 - stands FROM states JOIN manualTallies AS answer ON answer.removes = latest
)`;
/** After the newest row about it. */
const isNow = 'NOT EXISTS (SELECT 1 FROM manualTallies WHERE removes = latest)';
