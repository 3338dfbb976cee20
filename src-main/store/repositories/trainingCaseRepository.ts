import type { Connection } from '../connection.ts';

/** A word on whether a case is left out of trainings. */
export interface TrainingExclusion { readonly isExcluded: boolean; readonly by: string; readonly at: string; readonly reason: string }

export type KeptSide = 'training' | 'heldOut';

/** Which cases are learnt from, kept apart, or left out. */
export class TrainingCaseRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The last word on each case of which anything was said. */
  exclusions(): Map<number, TrainingExclusion> {
    const rows = this.#connection.all<Omit<TrainingExclusion, 'isExcluded'> & { caseId: number; isExcluded: number }>(
      'SELECT caseId, isExcluded, by, at, reason FROM trainingExclusions WHERE id IN (SELECT max(id) FROM trainingExclusions GROUP BY caseId)',
    );
    return new Map(rows.map(({ caseId, isExcluded, ...word }) => [caseId, { ...word, isExcluded: isExcluded === 1 }]));
  }

  exclude(caseId: number, { isExcluded, by, at, reason }: TrainingExclusion): void {
    this.#connection.write('INSERT INTO trainingExclusions (caseId, isExcluded, by, at, reason) VALUES (?, ?, ?, ?, ?)', caseId, isExcluded ? 1 : 0, by, at, reason);
  }

  /** The sides that were chosen, by the key of the case. They never change. */
  sides(): Map<string, KeptSide> {
    return new Map(this.#connection.all<{ caseKey: string; side: KeptSide }>('SELECT caseKey, side FROM trainingSides').map(({ caseKey, side }) => [caseKey, side]));
  }

  /** Keeps the sides of cases that have none yet. */
  keepSides(sides: ReadonlyMap<string, KeptSide>, decidedAt: string): void {
    for (const [caseKey, side] of sides) this.#connection.write('INSERT INTO trainingSides (caseKey, side, decidedAt) VALUES (?, ?, ?) ON CONFLICT (caseKey) DO NOTHING', caseKey, side, decidedAt);
  }
}
