import { cellClass, isProductClass } from '../../taxonomy/cellClasses.ts';
import type { Series } from '../../taxonomy/cellClasses.ts';
import type { DifferentialDocument, DocumentRow } from '../differentialDocument.ts';
import { chanceIntervalOf } from './printedTable.ts';

/** A counted row as a bar: printed percent, with the ends of its interval. */
export interface SeriesRow { readonly row: DocumentRow; readonly percent: number; readonly lower: number; readonly upper: number }

/** Counted rows along one maturation series, youngest first, or those of no series. */
export interface SeriesOfRows { readonly kind: Series | 'others'; readonly rows: readonly SeriesRow[] }

/** The counted rows for a histogram: both series, then the others; empty where nothing was counted. Pure. */
export function seriesOfRows(document: DifferentialDocument): SeriesOfRows[] {
  const groups: Record<SeriesOfRows['kind'], SeriesRow[]> = { granulocytic: [], erythroid: [], others: [] };
  for (const row of document.rows) {
    const interval = chanceIntervalOf(row, document);
    if (row.place !== 'counted' || row.printedPercent === undefined || !interval) continue;
    const known = row.classes.find(isProductClass);
    groups[(known && cellClass(known).series) ?? 'others'].push({ row, percent: row.printedPercent, lower: interval.lower, upper: interval.upper });
  }
  return (['granulocytic', 'erythroid', 'others'] as const).filter((kind) => groups[kind].length > 0).map((kind) => ({ kind, rows: groups[kind] }));
}
