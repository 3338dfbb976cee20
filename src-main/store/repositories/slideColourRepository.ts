import type { Connection } from '../connection.ts';

/** Colours of a slide's cells, summed over so many. */
export interface SlideColours { readonly cells: number; readonly sums: readonly number[] }

/** The same of one of all slides, with its case. */
export interface SlideColoursInOrder extends SlideColours { readonly slideId: number; readonly caseId: number; readonly path: string; readonly createdAt: string; readonly kind: string }

/** What colours the cells of counted slides have. */
export class SlideColourRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Adds further cells of a slide. */
  add(slideId: number, { cells, sums }: SlideColours): void {
    const before = this.#connection.first<{ cells: number; sums: string }>('SELECT cells, sums FROM slideColours WHERE slideId = ?', slideId);
    const known = before ? JSON.parse(before.sums) as number[] : [];
    this.#connection.write(
      'INSERT INTO slideColours (slideId, cells, sums) VALUES (?, ?, ?) ON CONFLICT (slideId) DO UPDATE SET cells = excluded.cells, sums = excluded.sums',
      slideId, cells + (before?.cells ?? 0), JSON.stringify(sums.map((sum, i) => sum + (known[i] ?? 0))),
    );
  }

  /** Those of every slide, in the order in which their cases came. `kind` is that of the specimen. */
  all(): SlideColoursInOrder[] {
    return this.#connection.all<Omit<SlideColoursInOrder, 'sums'> & { sums: string }>(
      `SELECT slideColours.slideId, slides.caseId, slides.path, cases.createdAt, coalesce(json_extract(cases.settings, '$.kind'), '') AS kind, slideColours.cells, slideColours.sums
       FROM slideColours JOIN slides ON slides.id = slideColours.slideId JOIN cases ON cases.id = slides.caseId ORDER BY cases.id, slides.position`,
    ).map((row) => ({ ...row, sums: JSON.parse(row.sums) as number[] }));
  }
}
