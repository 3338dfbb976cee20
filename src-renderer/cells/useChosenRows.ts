import { useMemo } from 'react';
import { filterRows } from './cellFilter.ts';
import type { CellFilter } from './cellFilter.ts';
import { orderRows } from './cellOrder.ts';
import type { CellOrder } from './cellOrder.ts';
import type { CaseCellsView } from './caseCells.ts';

/** Rows of the cells that pass the filter, in the order chosen. */
export function useChosenRows({ columns, revision }: Pick<CaseCellsView, 'columns' | 'revision'>, filter: CellFilter, order: CellOrder): readonly number[] {
  // Columns change in place: `revision` says when.
  return useMemo(() => { void revision; return orderRows(columns, filterRows(columns, filter), order); }, [columns, revision, filter, order]);
}
