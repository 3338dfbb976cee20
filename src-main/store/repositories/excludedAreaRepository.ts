import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { Connection } from '../connection.ts';

/** A part of a slide that a person left out, with why. */
export interface ExcludedArea { readonly id: number; readonly slideId: number; readonly reason: string; readonly box: BoxPx }

/** What an act made of an area: where it lies since, or null where it was taken in again. */
export interface AreaMark { readonly areaId: number; readonly reading: Reading; readonly slideId: number; readonly reason: string; readonly box: BoxPx | null }

interface Row { areaId: number; reading: Reading; slideId: number; reason: string; xPx: number | null; yPx: number; widthPx: number; heightPx: number }

export class ExcludedAreaRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Keeps the area that an act leaves out; gives its id. */
  add(actId: number, slideId: number, reason: string, box: BoxPx): number {
    const { id } = this.#connection.write('INSERT INTO excludedAreas (actId, slideId, reason) VALUES (?, ?, ?)', actId, slideId, reason);
    this.mark(actId, id, box);
    return id;
  }

  /** What an act makes of an area: another place, or null to take it in again. */
  mark(actId: number, areaId: number, box: BoxPx | null): void {
    this.#connection.write(
      'INSERT INTO areaMarks (actId, areaId, xPx, yPx, widthPx, heightPx) VALUES (?, ?, ?, ?, ?, ?)', actId, areaId, box?.xPx ?? null, box?.yPx ?? null, box?.widthPx ?? null, box?.heightPx ?? null,
    );
  }

  /** What was made of the areas of a case by acts of a reading that stand, oldest first: of several on an area the last holds. */
  standing(caseId: number, reading: Reading): AreaMark[] {
    return this.#connection.all<Row>(
      `SELECT areaMarks.areaId, reviewActs.reading, excludedAreas.slideId, excludedAreas.reason, areaMarks.xPx, areaMarks.yPx, areaMarks.widthPx, areaMarks.heightPx
       FROM slides JOIN excludedAreas ON excludedAreas.slideId = slides.id JOIN areaMarks ON areaMarks.areaId = excludedAreas.id
       JOIN reviewActs ON reviewActs.id = areaMarks.actId
       WHERE slides.caseId = ? AND reviewActs.reading = ? AND reviewActs.state = 'standing' ORDER BY areaMarks.actId`,
      caseId, reading,
    ).map(({ xPx, yPx, widthPx, heightPx, ...area }) => ({ ...area, box: xPx === null ? null : { xPx, yPx, widthPx, heightPx } }));
  }
}
