import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { PrintedRow } from '#shared/reports/printed/printedTable.ts';
import { printedTable } from '#shared/reports/printed/printedTable.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';

/** The machine's number for the same row, where it differs from the reviewed one by `change` cells. */
export interface MachineSide { readonly count: number; readonly percent: string; readonly change: number }

/** A line of the differential on screen: a row as the report prints it, with the machine's beside it. */
export interface DifferentialLine extends PrintedRow {
  readonly machine?: MachineSide;
  /** The first line of another lineage or kind: a rule stands above it. */
  readonly beginsGroup: boolean;
}

/** Cells that a row stands for: of the ratio the myeloid less the erythroid ones, so that a change on either side shows. */
function cellsOf({ rows, sums, counted, myeloidErythroid }: DifferentialDocument, { kind, code }: PrintedRow): number | undefined {
  if (kind === 'total') return counted;
  if (kind === 'ratio') return myeloidErythroid && myeloidErythroid.myeloid - myeloidErythroid.erythroid;
  return [...rows, ...sums].find((row) => row.code === code)?.count;
}

/**
 * The differential as lines in report order: counted rows, the total, sums and M:E, rows per 100, then what was noted. `machine`
 * is the same count as the machine left it. Pure.
 */
export function differentialLines(reviewed: DifferentialDocument, machine: DifferentialDocument, texts: ReportTexts): DifferentialLine[] {
  const machineRows = printedTable(machine, texts);
  const machineSide = (row: PrintedRow): MachineSide | undefined => {
    const same = machineRows.find(({ kind, code }) => kind === row.kind && code === row.code);
    const [cells, machineCells] = [cellsOf(reviewed, row), same && cellsOf(machine, same)];
    return same && cells !== undefined && machineCells !== undefined ? { count: machineCells, percent: same.percent, change: cells - machineCells } : undefined;
  };
  const groupOf = ({ kind, lineage }: PrintedRow): string => (kind === 'cells' ? lineage : kind === 'sum' || kind === 'ratio' ? 'sums' : kind);
  return printedTable(reviewed, texts).map((row, i, all) => ({ ...row, machine: machineSide(row), beginsGroup: i > 0 && groupOf(row) !== groupOf(all[i - 1]) }));
}
