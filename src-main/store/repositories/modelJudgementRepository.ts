import type { Connection } from '../connection.ts';

/** How a model was judged before anybody let it name cells. `judgement` is JSON: its owner checks it when it is read back. */
export interface StoredModelJudgement { readonly name: string; readonly sha256: string; readonly judgement: string }

/** The judgements of candidates, in the order in which they were made. They stay when training and model are gone. */
export class ModelJudgementRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add({ name, sha256, judgement }: StoredModelJudgement): void {
    this.#connection.write('INSERT INTO modelJudgements (name, sha256, judgement) VALUES (?, ?, ?)', name, sha256, judgement);
  }

  /** The last one of a model, by the hash of its file. */
  newest(sha256: string): StoredModelJudgement | undefined {
    return this.#connection.first<StoredModelJudgement>('SELECT name, sha256, judgement FROM modelJudgements WHERE sha256 = ? ORDER BY id DESC LIMIT 1', sha256);
  }
}
