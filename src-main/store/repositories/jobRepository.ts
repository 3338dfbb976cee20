import type { Connection } from '../connection.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** The process that holds a job. `heartbeatAt` in milliseconds since 1970. */
export interface JobHolder { readonly holderHost: string; readonly holderProcess: number; readonly heartbeatAt: number }

/** A piece of long work. The holder's fields and `token` are null unless it is running. `input` is JSON, checked when read back. */
export interface StoredJob {
  readonly id: number;
  readonly kind: string;
  /** What it works on; at most one unfinished job of a kind stands for a subject. */
  readonly subject: string;
  readonly input: string;
  readonly state: JobState;
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  /** How many times it was begun. */
  readonly attempt: number;
  /** Attempts in a row that ended with the process going down before anything was kept. */
  readonly deaths: number;
  /** Why it failed, in words. */
  readonly reason: string | null;
  /** Why it failed, as a machine reads it: the code of an error. Null where only the words are known. */
  readonly failureCode: string | null;
  readonly token: string | null;
  readonly holderHost: string | null;
  readonly holderProcess: number | null;
  readonly heartbeatAt: number | null;
  readonly createdAt: string;
}

export class JobRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The newest job of a kind for a subject. */
  newest(kind: string, subject: string): StoredJob | undefined {
    return this.#connection.first<StoredJob>('SELECT * FROM jobs WHERE kind = ? AND subject = ? ORDER BY id DESC', kind, subject);
  }

  /** The oldest job of a kind for a subject: one that is not done takes what is asked for next, so this has what the first finished one was asked for. */
  oldest(kind: string, subject: string): StoredJob | undefined {
    return this.#connection.first<StoredJob>('SELECT * FROM jobs WHERE kind = ? AND subject = ? ORDER BY id', kind, subject);
  }

  find(id: number): StoredJob | undefined {
    return this.#connection.first<StoredJob>('SELECT * FROM jobs WHERE id = ?', id);
  }

  add(kind: string, subject: string, input: string): number {
    return this.#connection.write(
      "INSERT INTO jobs (kind, subject, input, state, createdAt) VALUES (?, ?, ?, 'queued', ?)", kind, subject, input, new Date().toISOString(),
    ).id;
  }

  /** Gives the job to a process. Call it in the transaction that looked at who holds it. */
  hold(id: number, token: string, holder: JobHolder, begun: Pick<StoredJob, 'input' | 'attempt' | 'deaths'>): void {
    this.#connection.write(
      "UPDATE jobs SET state = 'running', reason = NULL, failureCode = NULL, token = ?, holderHost = ?, holderProcess = ?, heartbeatAt = ?, input = ?, attempt = ?, deaths = ? WHERE id = ?",
      token, holder.holderHost, holder.holderProcess, holder.heartbeatAt, begun.input, begun.attempt, begun.deaths, id,
    );
  }

  /** Says that the holder lives; false where it holds the job no more. */
  beat(id: number, token: string, heartbeatAt: number): boolean {
    return this.#connection.write('UPDATE jobs SET heartbeatAt = ? WHERE id = ? AND token = ?', heartbeatAt, id, token).changes === 1;
  }

  /** As `beat`, and says that something was kept since the job was last begun. */
  beatWithGain(id: number, token: string, heartbeatAt: number): boolean {
    return this.#connection.write('UPDATE jobs SET heartbeatAt = ?, deaths = 0 WHERE id = ? AND token = ?', heartbeatAt, id, token).changes === 1;
  }

  setProgress(id: number, token: string, stage: string, done: number, total: number): void {
    this.#connection.write('UPDATE jobs SET stage = ?, done = ?, total = ? WHERE id = ? AND token = ?', stage, done, total, id, token);
  }

  /** Ends the holding; false where the token holds the job no more. */
  release(id: number, token: string, state: Exclude<JobState, 'running'>, reason: string | null, failureCode: string | null = null): boolean {
    return this.#connection.write(
      'UPDATE jobs SET state = ?, reason = ?, failureCode = ?, token = NULL, holderHost = NULL, holderProcess = NULL, heartbeatAt = NULL WHERE id = ? AND token = ?',
      state, reason, failureCode, id, token,
    ).changes === 1;
  }

  /** Marks a job that nobody holds, or whose holder is gone, as failed. */
  fail(id: number, reason: string, failureCode: string | null = null): void {
    this.#connection.write(
      "UPDATE jobs SET state = 'failed', reason = ?, failureCode = ?, token = NULL, holderHost = NULL, holderProcess = NULL, heartbeatAt = NULL WHERE id = ?", reason, failureCode, id,
    );
  }

  /** Lets a finished, failed or stopped job wait to be begun anew, or changes the input of one that waits; what brought it down before is forgotten. */
  queue(id: number, input: string): void {
    this.#connection.write(
      "UPDATE jobs SET state = 'queued', input = ?, reason = NULL, failureCode = NULL, deaths = 0, token = NULL, holderHost = NULL, holderProcess = NULL, heartbeatAt = NULL WHERE id = ?", input, id,
    );
  }

  /** What the job works from when it is begun the next time. */
  setInput(id: number, input: string): void {
    this.#connection.write('UPDATE jobs SET input = ? WHERE id = ?', input, id);
  }

  /** Lets a job that was stopped wait again, as if it had not been. */
  putBack(id: number): void {
    this.#connection.write("UPDATE jobs SET state = 'queued' WHERE id = ? AND state = 'cancelled'", id);
  }

  /** Ends a job that nobody holds, or whose holder is gone, without its being done. */
  cancel(id: number): void {
    this.#connection.write(
      "UPDATE jobs SET state = 'cancelled', token = NULL, holderHost = NULL, holderProcess = NULL, heartbeatAt = NULL WHERE id = ? AND state IN ('queued', 'running')", id,
    );
  }

  /** Jobs that wait or run, the oldest first. */
  unfinished(): StoredJob[] {
    return this.#connection.all<StoredJob>("SELECT * FROM jobs WHERE state IN ('queued', 'running') ORDER BY id");
  }

  /** The newest job of a kind for each subject. */
  newestOfEach(kind: string): StoredJob[] {
    return this.#connection.all<StoredJob>('SELECT * FROM jobs WHERE id IN (SELECT max(id) FROM jobs WHERE kind = ? GROUP BY subject) ORDER BY id', kind);
  }

  /** Forgets the jobs of a subject, which is taken away itself. */
  removeOf(kind: string, subject: string): void {
    this.#connection.write('DELETE FROM jobs WHERE kind = ? AND subject = ?', kind, subject);
  }
}
