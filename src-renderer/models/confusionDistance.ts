import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';

type Confusion = ClassifierCard['confusions'][number];

/** How far a call lies from the truth: along the maturation series, or out of it. */
export const callDistances = ['right', 'one', 'more', 'lineage', 'unnamed'] as const;
export type CallDistance = (typeof callDistances)[number];

/** How far a call lies from the truth. */
export function distanceOf(truth: ClassCode, call: ClassCode): CallDistance {
  if (call === 'UNK') return 'unnamed';
  if (truth === call) return 'right';
  const [a, b] = [cellClass(truth), cellClass(call)];
  if (a.series === undefined || a.series !== b.series) return 'lineage';
  return Math.abs(a.stage! - b.stage!) === 1 ? 'one' : 'more';
}

/** A confusion as a table that is drawn: only classes that were there or were called, with the sums of rows and of distances. */
export interface ShownConfusion {
  readonly columns: readonly ClassCode[];
  readonly rows: readonly { readonly code: ClassCode; readonly counts: readonly number[]; readonly sum: number }[];
  readonly byDistance: Readonly<Record<CallDistance, number>>;
  readonly cells: number;
}

/** Leaves out columns without a call, but for those of classes that stand in the rows, so that the diagonal is whole. */
export function shownConfusion({ trueCodes, calledCodes, rows }: Confusion): ShownConfusion {
  const isCalled = (column: number): boolean => trueCodes.includes(calledCodes[column]) || rows.some((row) => row[column] > 0);
  const places = calledCodes.flatMap((_, column) => (isCalled(column) ? [column] : []));
  const byDistance: Record<CallDistance, number> = { right: 0, one: 0, more: 0, lineage: 0, unnamed: 0 };
  trueCodes.forEach((truth, row) => { calledCodes.forEach((call, column) => { byDistance[distanceOf(truth, call)] += rows[row][column]; }); });
  return {
    columns: places.map((column) => calledCodes[column]), byDistance, cells: Object.values(byDistance).reduce((sum, cells) => sum + cells, 0),
    rows: trueCodes.map((code, row) => ({ code, counts: places.map((column) => rows[row][column]), sum: rows[row].reduce((sum, cells) => sum + cells, 0) })),
  };
}
