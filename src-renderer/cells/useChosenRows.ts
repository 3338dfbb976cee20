import { useMemo } from 'react';
import { filterRows } from './cellFilter.ts';
import type { CellFilter } from './cellFilter.ts';
import { orderRows } from './cellOrder.ts';
import type { CellOrder } from './cellOrder.ts';
import type { CaseCellsView } from './caseCells.ts';

/** Rows of the cells that pass the filter, in the order chosen. */
export function useChosenRows({ columns, revision }: Pick<CaseCellsView, 'columns' | 'revision'>, filter: CellFilter, order: CellOrder): readonly number[] {
  // Columns change in place and `revision` says when; sorting is left out where calls do not enter it, or 100,000 cells would be sorted at every key.
  const orderRevision = order === 'class' ? revision : 0;
  const ordered = useMemo(() => { void orderRevision; return orderRows(columns, Array.from(columns.ids.keys()), order); }, [columns, order, orderRevision]);
  return useMemo(() => { void revision; return filterRows(columns, filter, ordered); }, [columns, revision, filter, ordered]);
}
