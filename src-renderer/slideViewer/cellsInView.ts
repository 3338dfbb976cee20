import type { SlideCells } from './slideCells.ts';
import { slideBoxOf } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

/** The cells in view that pass the filter: how many, and the rows of those nearest the middle, nearest first. */
export function cellsInView({ index, columns: { boxes }, isShown }: Pick<SlideCells, 'index' | 'columns' | 'isShown'>, view: ViewTransform, most: number): { readonly rows: readonly number[]; readonly count: number } {
  const rows = index.rowsIn(slideBoxOf(view)).filter(isShown);
  const distance = (row: number): number => Math.hypot(boxes[row * 4] + boxes[row * 4 + 2] / 2 - view.centreXPx, boxes[row * 4 + 1] + boxes[row * 4 + 3] / 2 - view.centreYPx);
  return { rows: rows.map((row) => ({ row, away: distance(row) })).sort((one, other) => one.away - other.away).slice(0, most).map(({ row }) => row), count: rows.length };
}
