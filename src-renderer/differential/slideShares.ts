import { printedPercentages } from '#shared/differential/differential.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { limitsOf } from '#shared/reports/printed/printedTable.ts';
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

/** Sets the parts of a count side by side, with their sum last. Percentages are each part's own, printed as those of the differential are. Pure. */
export function slideShares(document: DifferentialDocument, parts: readonly CountedPart[], together: string): SlideShares {
  const columns = parts.length > 1 ? [...parts, { name: together, counts: addCounts(...parts.map(({ counts }) => counts)) }] : parts;
  const countedRows = document.rows.filter(({ place }) => place === 'counted');
  const cellsOf = (counts: Readonly<Record<string, number>>, classes: readonly string[]): number => classes.reduce((cells, code) => cells + (counts[code] ?? 0), 0);
  const cellsOfColumn = columns.map(({ counts }) => countedRows.map(({ classes }) => cellsOf(counts, classes)));
  const counted = cellsOfColumn.map((cells) => cells.reduce((sum, count) => sum + count, 0));
  const printed = cellsOfColumn.map((cells) => printedPercentages(cells.map((count, row) => ({ count, limits: limitsOf(countedRows[row], document) })), document.scheme.rounding));
  return {
    parts: columns.map(({ name }) => name), counted,
    rows: countedRows.map(({ code, name }, row) => ({
      code, name, cells: columns.map((_, i) => ({ count: cellsOfColumn[i][row], percent: counted[i] > 0 ? printed[i][row].toFixed(1) : '' })),
    })).filter(({ cells }) => cells.some(({ count }) => count > 0)),
  };
}
