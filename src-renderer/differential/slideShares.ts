import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { addCounts } from './liveCounts.ts';

/** Counts by class of one slide, of the manual counter, or of both together. */
export interface CountedPart { readonly name: string; readonly counts: Readonly<Record<string, number>> }

/** A row of the table that sets slides side by side: for each part the cells, and the percentage of the part's counted cells. */
export interface SlideShareRow {
  readonly code: string;
  readonly name: string;
  readonly cells: readonly { readonly count: number; readonly percent: string }[];
}

export interface SlideShares {
  /** Names of the parts, in the order of the columns. */
  readonly parts: readonly string[];
  /** Cells of each part in the denominator. */
  readonly counted: readonly number[];
  /** Counted rows with a cell in any part, in report order. */
  readonly rows: readonly SlideShareRow[];
}

/** Sets the parts of a count side by side, with their sum last. Percentages are each part's own, to one decimal. Pure. */
export function slideShares({ rows }: DifferentialDocument, parts: readonly CountedPart[], together: string): SlideShares {
  const columns = parts.length > 1 ? [...parts, { name: together, counts: addCounts(...parts.map(({ counts }) => counts)) }] : parts;
  const countedRows = rows.filter(({ place }) => place === 'counted');
  const cellsOf = (counts: Readonly<Record<string, number>>, classes: readonly string[]): number => classes.reduce((cells, code) => cells + (counts[code] ?? 0), 0);
  const counted = columns.map(({ counts }) => countedRows.reduce((cells, { classes }) => cells + cellsOf(counts, classes), 0));
  return {
    parts: columns.map(({ name }) => name), counted,
    rows: countedRows.map(({ code, name, classes }) => ({
      code, name, cells: columns.map(({ counts }, i) => {
        const count = cellsOf(counts, classes);
        return { count, percent: counted[i] > 0 ? ((100 * count) / counted[i]).toFixed(1) : '' };
      }),
    })).filter(({ cells }) => cells.some(({ count }) => count > 0)),
  };
}
