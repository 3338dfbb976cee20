import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { Connection } from '../connection.ts';

export type Verdict = 'smear' | 'doubtful' | 'not-a-smear';

/** Where a slide is to be counted. `qualityMap` is JSON, for the viewer. */
export interface StoredRegionChoice {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly qualityMap: string;
}

/** A part of a slide chosen for counting. */
export interface StoredRegion {
  readonly id: number;
  readonly slideId: number;
  /** Place in the order of counting, from 0. */
  readonly position: number;
  /** Name of the field picture it lies in. */
  readonly field: string;
  readonly box: BoxPx;
  readonly state: 'waiting' | 'counted' | 'failed';
  /** Why it could not be counted, in words. */
  readonly problem: string | null;
  /** When it was counted or set aside; null while it waits. */
  readonly countedAt: string | null;
}

type Row = Omit<StoredRegion, 'box'> & BoxPx;
const fromRow = ({ id, slideId, position, field, state, problem, countedAt, xPx, yPx, widthPx, heightPx }: Row): StoredRegion =>
  ({ id, slideId, position, field, state, problem, countedAt, box: { xPx, yPx, widthPx, heightPx } });

export class RegionRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Keeps fields that are left out of a slide before its regions are chosen, all or nothing. */
  setAside(slideId: number, problems: readonly FieldProblem[]): void {
    this.#connection.transaction(() => {
      for (const { field, problem, kind } of problems) {
        this.#connection.write('INSERT INTO fieldProblems (slideId, field, problem, kind) VALUES (?, ?, ?, ?)', slideId, field, problem, kind);
      }
    });
  }

  /** Keeps the choice of a slide's regions and the fields left out beside those set aside before, all or nothing. */
  addChoice(slideId: number, choice: StoredRegionChoice, regions: readonly { box: BoxPx; field: string }[], problems: readonly FieldProblem[]): void {
    this.#connection.transaction(() => {
      this.#connection.write(
        'INSERT INTO regionChoices (slideId, verdict, reasons, qualityMap, chosenAt) VALUES (?, ?, ?, ?, ?)',
        slideId, choice.verdict, JSON.stringify(choice.reasons), choice.qualityMap, new Date().toISOString(),
      );
      this.#addRegions(slideId, regions, 0);
      this.setAside(slideId, problems);
    });
  }

  /** Keeps what further looking gave: another map in place of the one of before, regions to be counted after the others, and what it says of fields, in place of what was said; all or nothing. */
  addToChoice(slideId: number, qualityMap: string, regions: readonly { box: BoxPx; field: string }[], problems: readonly FieldProblem[]): void {
    this.#connection.transaction(() => {
      this.#connection.write('UPDATE regionChoices SET qualityMap = ? WHERE slideId = ?', qualityMap, slideId);
      const { next } = this.#connection.first<{ next: number }>('SELECT coalesce(max(position) + 1, 0) AS next FROM regions WHERE slideId = ?', slideId)!;
      this.#addRegions(slideId, regions, next);
      for (const { field } of problems) this.#connection.write('DELETE FROM fieldProblems WHERE slideId = ? AND field = ?', slideId, field);
      this.setAside(slideId, problems);
    });
  }

  #addRegions(slideId: number, regions: readonly { box: BoxPx; field: string }[], firstPosition: number): void {
    for (const [index, { box, field }] of regions.entries()) {
      this.#connection.write(
        'INSERT INTO regions (slideId, position, field, xPx, yPx, widthPx, heightPx) VALUES (?, ?, ?, ?, ?, ?, ?)',
        slideId, firstPosition + index, field, box.xPx, box.yPx, box.widthPx, box.heightPx,
      );
    }
  }

  /** The choice made for a slide; undefined where none was made yet. */
  choice(slideId: number): StoredRegionChoice | undefined {
    const row = this.#connection.first<{ verdict: Verdict; reasons: string; qualityMap: string }>(
      'SELECT verdict, reasons, qualityMap FROM regionChoices WHERE slideId = ?', slideId,
    );
    return row && { ...row, reasons: JSON.parse(row.reasons) as string[] };
  }

  /** The fields left out of a slide, by name. */
  fieldProblems(slideId: number): FieldProblem[] {
    return this.#connection.all<FieldProblem>('SELECT field, problem, kind FROM fieldProblems WHERE slideId = ? ORDER BY field', slideId);
  }

  /** The regions of a slide, in the order of counting. */
  ofSlide(slideId: number): StoredRegion[] {
    return this.#connection.all<Row>('SELECT * FROM regions WHERE slideId = ? ORDER BY position', slideId).map(fromRow);
  }

  /** The field in which a place of a slide lies, level-0 pixels; undefined where no region holds it. */
  fieldAt(slideId: number, xPx: number, yPx: number): string | undefined {
    return this.#connection.first<{ field: string }>(
      'SELECT field FROM regions WHERE slideId = ? AND ? >= xPx AND ? < xPx + widthPx AND ? >= yPx AND ? < yPx + heightPx', slideId, xPx, xPx, yPx, yPx,
    )?.field;
  }

  /** True where the region was waiting and is now counted; false where somebody else had settled it. */
  markCounted(regionId: number): boolean {
    return this.#connection.write("UPDATE regions SET state = 'counted', countedAt = ? WHERE id = ? AND state = 'waiting'", new Date().toISOString(), regionId).changes === 1;
  }

  /** True where the region was waiting and is now set aside, with the reason. */
  markFailed(regionId: number, problem: string): boolean {
    return this.#connection.write("UPDATE regions SET state = 'failed', problem = ?, countedAt = ? WHERE id = ? AND state = 'waiting'", problem, new Date().toISOString(), regionId).changes === 1;
  }
}
