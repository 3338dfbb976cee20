import type { Connection } from '../connection.ts';

/** A training as stored. What is JSON is checked by its owner when it is read back; null is what is not there yet. */
export interface StoredTraining {
  readonly id: number;
  /** Of the model that is to come of it. */
  readonly name: string;
  readonly baseName: string;
  readonly baseVersion: string;
  readonly by: string;
  readonly startedAt: string;
  /** JSON: settings and folder, as asked for. */
  readonly request: string;
  /** JSON: the library's cells that were chosen. */
  readonly cells: string;
  /** JSON: how many cells were taken, and which could not be. */
  readonly taken: string | null;
  /** JSON: the losses so far. */
  readonly curve: string;
  /** JSON: how the candidate was judged. */
  readonly result: string | null;
  /** Of the candidate. */
  readonly sha256: string | null;
}

export type NewTraining = Pick<StoredTraining, 'name' | 'baseName' | 'baseVersion' | 'by' | 'startedAt' | 'request' | 'cells'>;
/** All but the cells, which are many. */
export type ListedTraining = Omit<StoredTraining, 'cells'>;

const listed = 'id, name, baseName, baseVersion, by, startedAt, request, taken, curve, result, sha256';

/** The trainings that people asked for. */
export class TrainingRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add({ name, baseName, baseVersion, by, startedAt, request, cells }: NewTraining): number {
    return this.#connection.write('INSERT INTO trainings (name, baseName, baseVersion, by, startedAt, request, cells) VALUES (?, ?, ?, ?, ?, ?, ?)', name, baseName, baseVersion, by, startedAt, request, cells).id;
  }

  find(id: number): StoredTraining | undefined {
    return this.#connection.first<StoredTraining>('SELECT * FROM trainings WHERE id = ?', id);
  }

  /** Newest first. */
  all(): ListedTraining[] {
    return this.#connection.all<ListedTraining>(`SELECT ${listed} FROM trainings ORDER BY id DESC`);
  }

  setTaken(id: number, taken: string): void {
    this.#connection.write('UPDATE trainings SET taken = ? WHERE id = ?', taken, id);
  }

  setCurve(id: number, curve: string): void {
    this.#connection.write('UPDATE trainings SET curve = ? WHERE id = ?', curve, id);
  }

  setResult(id: number, result: string, sha256: string): void {
    this.#connection.write('UPDATE trainings SET result = ?, sha256 = ? WHERE id = ?', result, sha256, id);
  }

  remove(id: number): void {
    this.#connection.write('DELETE FROM trainings WHERE id = ?', id);
  }
}
