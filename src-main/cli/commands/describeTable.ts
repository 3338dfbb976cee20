import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { PrintedRow } from '#shared/reports/printed/printedTable.ts';
import { printedTable } from '#shared/reports/printed/printedTable.ts';
import { englishTexts } from '#shared/reports/texts.ts';

/** A column of the table on a terminal. */
interface TableColumn { readonly heading: string; readonly valueOf: (row: PrintedRow) => string; readonly isNumber: boolean }

const { cell, count, percent, interval, machine } = englishTexts.columns;
const columns: readonly TableColumn[] = [
  { heading: cell, valueOf: ({ name }) => name, isNumber: false },
  { heading: count, valueOf: (row) => row.count, isNumber: true },
  { heading: percent, valueOf: (row) => row.percent, isNumber: true },
  { heading: interval, valueOf: (row) => row.interval, isNumber: false },
  { heading: machine, valueOf: ({ machineInterval }) => machineInterval, isNumber: false },
];

/**
 * The differential as lines for a terminal: the rows of the report, so that no number is rounded otherwise here than there. Classes
 * without a cell are left out, total and M:E never; so is a column in which nothing stands.
 */
export function describeTable(document: DifferentialDocument): string[] {
  const rows = printedTable(document, englishTexts).filter(({ kind, isEmpty }) => kind === 'total' || kind === 'ratio' || !isEmpty);
  const written = columns.filter(({ valueOf }) => rows.some((row) => valueOf(row) !== ''))
    .map(({ heading, valueOf, isNumber }) => {
      const texts = [heading, ...rows.map(valueOf)];
      const width = Math.max(...texts.map(({ length }) => length));
      return texts.map((text) => (isNumber ? text.padStart(width) : text.padEnd(width)));
    });
  return ['', ...rows].map((_, line) => `  ${written.map((column) => column[line]).join('  ')}`.trimEnd());
}
