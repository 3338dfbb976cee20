import type { Connection } from '../connection.ts';

export type ScaleOrigin = 'file' | 'user' | 'redCells';

/** How large a pixel of level 0 is, and who says so. `redCells` and `redCellSpread` (relative) only where they were measured. */
export interface StoredScale {
  readonly micrometresPerPixel: number;
  readonly scaleOrigin: ScaleOrigin;
  readonly redCells: number | null;
  readonly redCellSpread: number | null;
}

/** What a slide's file, or its red cells, say of its scale where it is counted at another's word. All in micrometres per level-0 pixel. */
export interface StoredScaleCheck {
  readonly saidBy: 'file' | 'redCells';
  /** The scale that the fields in question are counted at. */
  readonly countedAt: number;
  readonly micrometresPerPixel: number;
  /** How many single round red cells were measured, and half the interquartile range of their diameters over the median; null for a file. */
  readonly redCells: number | null;
  readonly redCellSpread: number | null;
  /** In how many fields they were, of how many in which red cells were looked for, and the first of them by name; null for a file. */
  readonly fields: number | null;
  readonly fieldsLookedAt: number | null;
  readonly firstField: string | null;
}

/** A slide of a case; the scale's fields are null until it is known. */
export interface StoredSlide {
  readonly id: number;
  readonly caseId: number;
  /** Place among the case's smears, from 0. */
  readonly position: number;
  /** Absolute. */
  readonly path: string;
  readonly format: string;
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly micrometresPerPixel: number | null;
  readonly scaleOrigin: ScaleOrigin | null;
  readonly redCells: number | null;
  readonly redCellSpread: number | null;
}

export type NewSlide = Pick<StoredSlide, 'caseId' | 'position' | 'path' | 'format' | 'hash' | 'widthPx' | 'heightPx'>;

export class SlideRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(slide: NewSlide): number {
    return this.#connection.write(
      `INSERT INTO slides (id, caseId, position, path, format, hash, widthPx, heightPx)
       VALUES (1 + max((SELECT coalesce(max(id), 0) FROM slides), (SELECT highest FROM usedIds WHERE kind = 'slide')), ?, ?, ?, ?, ?, ?, ?)`,
      slide.caseId, slide.position, slide.path, slide.format, slide.hash, slide.widthPx, slide.heightPx,
    ).id;
  }

  /** A slide of any case; undefined where its case was taken away. */
  find(slideId: number): StoredSlide | undefined {
    return this.#connection.first<StoredSlide>('SELECT * FROM slides WHERE id = ?', slideId);
  }

  /** What the slide's file looked like when its content was last known to be the slide's; undefined where that was never noted. */
  fileMark(slideId: number): string | undefined {
    return this.#connection.first<{ mark: string }>('SELECT mark FROM slideFiles WHERE slideId = ?', slideId)?.mark;
  }

  setFileMark(slideId: number, mark: string): void {
    this.#connection.write('INSERT INTO slideFiles (slideId, mark) VALUES (?, ?) ON CONFLICT (slideId) DO UPDATE SET mark = excluded.mark', slideId, mark);
  }

  /** The smears of a case, in its order. */
  ofCase(caseId: number): StoredSlide[] {
    return this.#connection.all<StoredSlide>('SELECT * FROM slides WHERE caseId = ? ORDER BY position', caseId);
  }

  /** The content of every case's slides, as SHA-256, by the case's id. */
  hashesByCase(): Map<number, string[]> {
    const rows = this.#connection.all<{ caseId: number; hash: string }>('SELECT caseId, hash FROM slides ORDER BY caseId, position');
    return new Map([...Map.groupBy(rows, ({ caseId }) => caseId)].map(([caseId, ofCase]) => [caseId, ofCase.map(({ hash }) => hash)]));
  }

  /** Whether any slide lies at a path in which this text stands. */
  isAnyAt(partOfPath: string): boolean {
    return this.#connection.first('SELECT 1 FROM slides WHERE instr(path, ?) > 0', partOfPath) !== undefined;
  }

  /** Where a slide with the same content lies now: the file may have been moved since. */
  setPath(slideId: number, path: string): void {
    this.#connection.write('UPDATE slides SET path = ? WHERE id = ?', path, slideId);
  }

  /** Keeps the scale of a slide, and of those fields that have another, all or nothing. */
  setScale(slideId: number, scale: StoredScale, ofFields: ReadonlyMap<string, number>): void {
    this.#connection.transaction(() => {
      this.#connection.write(
        'UPDATE slides SET micrometresPerPixel = ?, scaleOrigin = ?, redCells = ?, redCellSpread = ? WHERE id = ?',
        scale.micrometresPerPixel, scale.scaleOrigin, scale.redCells, scale.redCellSpread, slideId,
      );
      for (const [field, micrometresPerPixel] of ofFields) {
        this.#connection.write('INSERT INTO fieldScales (slideId, field, micrometresPerPixel) VALUES (?, ?, ?)', slideId, field, micrometresPerPixel);
      }
    });
  }

  /** Micrometres per pixel of those fields of a slide that differ from it. */
  fieldScales(slideId: number): Map<string, number> {
    const rows = this.#connection.all<{ field: string; micrometresPerPixel: number }>('SELECT field, micrometresPerPixel FROM fieldScales WHERE slideId = ?', slideId);
    return new Map(rows.map(({ field, micrometresPerPixel }) => [field, micrometresPerPixel]));
  }

  addScaleChecks(slideId: number, checks: readonly StoredScaleCheck[]): void {
    for (const [position, { saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread, fields, fieldsLookedAt, firstField }] of checks.entries()) {
      this.#connection.write(
        'INSERT INTO scaleChecks (slideId, position, saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread, fields, fieldsLookedAt, firstField) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        slideId, position, saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread, fields, fieldsLookedAt, firstField,
      );
    }
  }

  /** In the order in which they were given. */
  scaleChecks(slideId: number): StoredScaleCheck[] {
    return this.#connection.all<StoredScaleCheck>(
      'SELECT saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread, fields, fieldsLookedAt, firstField FROM scaleChecks WHERE slideId = ? ORDER BY position', slideId,
    );
  }

  /** The newest slide known at a path, and whether its count was begun and not ended. */
  newestAtPath(path: string): { hash: string; unfinished: boolean } | undefined {
    const row = this.#connection.first<{ hash: string; state: string | null }>(
      `SELECT slides.hash, (SELECT state FROM jobs WHERE kind = 'count' AND subject = cases.identity ORDER BY id DESC) AS state
       FROM slides JOIN cases ON cases.id = slides.caseId WHERE slides.path = ? ORDER BY slides.id DESC`,
      path,
    );
    return row && { hash: row.hash, unfinished: row.state !== 'done' && row.state !== 'failed' };
  }
}
