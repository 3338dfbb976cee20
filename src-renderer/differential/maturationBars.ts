import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { writtenInterval } from '#shared/reports/printed/printedTable.ts';
import { seriesOfRows } from '#shared/reports/printed/seriesOfRows.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { Series } from '#shared/taxonomy/cellClasses.ts';

/** One bar, all in percent of the counted cells. */
export interface MaturationBar {
  readonly code: string;
  /** Whose colour it has: the first class of its row. */
  readonly colouredAs: string;
  readonly name: string;
  readonly count: number;
  readonly percent: number;
  readonly lower: number;
  readonly upper: number;
  /** The interval as the table prints it. */
  readonly interval: string;
  readonly range?: { readonly low: number; readonly high: number };
  /** What the machine's calls give, where it is another value. */
  readonly machinePercent?: number;
}

/** Bars along one maturation series, youngest first, or the counted cells of no series. */
export interface MaturationGroup { readonly kind: Series | 'others'; readonly bars: readonly MaturationBar[] }

/** The bars of the counted rows: both series, then the others; empty where nothing was counted. Pure. */
export function maturationGroups(reviewed: DifferentialDocument, machine: DifferentialDocument): MaturationGroup[] {
  return seriesOfRows(reviewed).map(({ kind, rows }) => ({
    kind, bars: rows.map(({ row, percent, lower, upper }) => {
      const machinePercent = machine.rows.find(({ code }) => code === row.code)?.printedPercent;
      return {
        code: row.code, colouredAs: row.classes[0], name: row.name, count: row.count, percent, lower, upper, interval: writtenInterval(row, { lower, upper }, reviewed, englishTexts), ...(row.range && { range: row.range }),
        ...(machinePercent !== undefined && machinePercent !== percent && { machinePercent }),
      };
    }),
  }));
}

/** Grid lines of a percent axis from 0: round steps, at most six lines, the last at or above everything drawn. */
export function percentAxis(groups: readonly MaturationGroup[]): { readonly top: number; readonly lines: readonly number[] } {
  const highest = Math.max(1, ...groups.flatMap(({ bars }) => bars.flatMap(({ upper, range, machinePercent = 0 }) => [upper, range?.high ?? 0, machinePercent])));
  const step = [1, 2, 5, 10, 20].find((candidate) => highest <= 5 * candidate) ?? 25;
  const intervals = Math.ceil(highest / step);
  return { top: intervals * step, lines: Array.from({ length: intervals + 1 }, (_, i) => i * step) };
}
