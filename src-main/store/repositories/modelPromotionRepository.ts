import type { Connection } from '../connection.ts';

/** A person's word that a classifier is to name cells from now on. */
export interface ModelPromotion {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly promotedBy: string;
  /** ISO 8601, UTC. */
  readonly promotedAt: string;
  readonly reason: string;
  /** True where the word was to go back to what named cells before the promotion that held. */
  readonly wentBack: boolean;
  /** JSON: how it was judged, as it was known then; null where nobody had judged it, and of a going back. Its owner checks it. */
  readonly judged: string | null;
  /** JSON: the names of the local experts that took part until then, and not with this one. */
  readonly endedExperts: string;
}

type Row = Omit<ModelPromotion, 'wentBack'> & { readonly wentBack: number } & Record<string, never>;

const columns = 'name, version, sha256, promotedBy, promotedAt, reason, wentBack, judged, endedExperts';

/** Which classifier names cells, in the order in which persons said so. */
export class ModelPromotionRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Every word, oldest first. */
  all(): ModelPromotion[] {
    return this.#connection.all<Row>(`SELECT ${columns} FROM modelPromotions ORDER BY id`).map((row) => ({ ...row, wentBack: row.wentBack === 1 }));
  }

  /** How many words there are: one is never taken away, so the same number means the same words. */
  count(): number {
    return this.#connection.first<{ words: number }>('SELECT count(*) AS words FROM modelPromotions')!.words;
  }

  /**
   * The promotions that no one went back from, oldest first: the last one holds, and the one before is what going back leads to.
   * Where there is none, the shipped classifier names cells.
   */
  standing(): ModelPromotion[] {
    const standing: ModelPromotion[] = [];
    for (const promotion of this.all()) {
      if (promotion.wentBack) standing.pop();
      else standing.push(promotion);
    }
    return standing;
  }

  /** The one that holds. */
  current(): ModelPromotion | undefined {
    return this.standing().at(-1);
  }

  add({ name, version, sha256, promotedBy, promotedAt, reason, wentBack, judged, endedExperts }: ModelPromotion): void {
    this.#connection.write(`INSERT INTO modelPromotions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, name, version, sha256, promotedBy, promotedAt, reason, wentBack ? 1 : 0, judged, endedExperts);
  }
}
