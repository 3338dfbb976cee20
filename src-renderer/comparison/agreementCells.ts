import type { ResultOf } from '#shared/contract/contract.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

type ComparisonTable = ResultOf<'readings.compare'>['table'];
export type DifferingCell = ResultOf<'readings.compare'>['differing'][number];

/** A pair of calls: the first reader's and the second's. */
export interface CallPair { readonly first: ClassCode; readonly second: ClassCode }

export interface AgreementRow { readonly code: ClassCode; readonly counts: readonly number[]; readonly sum: number }
export interface AgreementCells { readonly codes: readonly ClassCode[]; readonly rows: readonly AgreementRow[]; readonly columnSums: readonly number[]; readonly total: number }

/** The table of first against second, in report order, without the classes that neither used. Pure. */
export function agreementCells({ codes, rows }: ComparisonTable): AgreementCells {
  const countAt = (first: ClassCode, second: ClassCode): number => rows[codes.indexOf(first)]?.[codes.indexOf(second)] ?? 0;
  const used = classCodes.filter((code) => codes.includes(code) && codes.some((other) => countAt(code, other) + countAt(other, code) > 0));
  const shown = used.map((code): AgreementRow => {
    const counts = used.map((other) => countAt(code, other));
    return { code, counts, sum: counts.reduce((sum, count) => sum + count, 0) };
  });
  const columnSums = used.map((_, i) => shown.reduce((sum, { counts }) => sum + counts[i], 0));
  return { codes: used, rows: shown, columnSums, total: columnSums.reduce((sum, count) => sum + count, 0) };
}

/** Differing cells with the consensus calls that are on their way to the disk, and of one pair of calls only where one is given. */
export function shownDiffering(differing: readonly DifferingCell[], waiting: ReadonlyMap<number, ClassCode>, pair: CallPair | undefined): DifferingCell[] {
  return differing
    .filter(({ first, second }) => !pair || (pair.first === first && pair.second === second))
    .map((cell) => (waiting.has(cell.cellId) ? { ...cell, consensus: waiting.get(cell.cellId) } : cell));
}

/** The next cell without a consensus after a place, going round to those before it; undefined where all are settled. */
export function nextToSettle(cells: readonly DifferingCell[], after: number): number | undefined {
  const order = [...cells.keys()].map((i) => (after + 1 + i) % cells.length);
  return order.find((i) => cells[i].consensus === undefined);
}
