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
}

const columns = 'name, version, sha256, promotedBy, promotedAt, reason';

/** Which classifier names cells, in the order in which persons said so. */
export class ModelPromotionRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Oldest first. */
  all(): ModelPromotion[] {
    return this.#connection.all<ModelPromotion & Record<string, never>>(`SELECT ${columns} FROM modelPromotions ORDER BY id`);
  }

  /** The one that holds; none until a person has promoted one: then the shipped classifier names cells. */
  current(): ModelPromotion | undefined {
    return this.#connection.first<ModelPromotion & Record<string, never>>(`SELECT ${columns} FROM modelPromotions ORDER BY id DESC LIMIT 1`);
  }

  add({ name, version, sha256, promotedBy, promotedAt, reason }: ModelPromotion): void {
    this.#connection.write(`INSERT INTO modelPromotions (${columns}) VALUES (?, ?, ?, ?, ?, ?)`, name, version, sha256, promotedBy, promotedAt, reason);
  }
}
