import { useEffect, useLayoutEffect, useMemo } from 'react';
import type { CaseCells } from '../cells/caseCells.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { SlideCells } from './slideCells.ts';

/** The cells of one slide with what the filter lets through; the same object as long as case and slide are the same. */
export function useSlideCells(cells: CaseCells, slide: number, filter: CellFilter): SlideCells {
  const slideCells = useMemo(() => new SlideCells(cells, slide), [cells, slide]);
  useLayoutEffect(() => { slideCells.setFilter(filter); }, [slideCells, filter]);
  useEffect(() => slideCells.follow(), [slideCells]);
  return slideCells;
}
