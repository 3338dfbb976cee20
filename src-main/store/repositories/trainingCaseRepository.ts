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

  /** The sides that were chosen, by the keys of cases, patients and slides. What was learnt from once never judges again. */
  sides(): Map<string, KeptSide> {
    const rows = this.#connection.all<{ caseKey: string; side: KeptSide }>('SELECT caseKey, side FROM trainingSides');
    const sides = new Map(rows.map(({ caseKey, side }) => [caseKey, side]));
    for (const { caseKey } of rows) if (caseKey.startsWith(learntAfterAll)) sides.set(caseKey.slice(learntAfterAll.length), 'training');
    return sides;
  }

  /** Keeps the sides of what has none yet. One that was kept apart and is learnt from after all is noted beside: no side is ever changed. */
  keepSides(sides: ReadonlyMap<string, KeptSide>, decidedAt: string): void {
    const kept = this.sides();
    for (const [key, side] of sides) {
      const before = kept.get(key);
      if (before === undefined || (before === 'heldOut' && side === 'training')) this.#keep(before === undefined ? key : `${learntAfterAll}${key}`, side, decidedAt);
    }
  }

  #keep(caseKey: string, side: KeptSide, decidedAt: string): void {
    this.#connection.write('INSERT INTO trainingSides (caseKey, side, decidedAt) VALUES (?, ?, ?)', caseKey, side, decidedAt);
  }
}

/** Before the key of what was kept apart until it turned out to be of a patient who is learnt from. */
const learntAfterAll = 'learnt from: ';
