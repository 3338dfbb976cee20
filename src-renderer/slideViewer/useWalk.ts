import { useCallback, useEffect, useRef, useState } from 'react';
import type { CellFilter } from '../cells/cellFilter.ts';
import type { CellOrder } from '../cells/cellOrder.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { slideTexts } from '../texts/slide.ts';
import { CellWalk } from './cellWalk.ts';

interface WalkOrder {
  readonly shown: ShownCells;
  readonly filter: CellFilter;
  readonly order: CellOrder;
  readonly selectedId: number | undefined;
  readonly onCell: (cellId: number) => void;
}

/** How long after a change of filter or cells the way is made ready, so that the first key does not wait for it, nor the slide's first picture for the way. */
const readyAfterMs = 700;

/** Steps from the chosen cell to the next or the one before, over all slides of the case, and where it stands in the order. */
export function useWalk({ shown, filter, order, selectedId, onCell }: WalkOrder): { readonly step: (by: 1 | -1) => void; readonly words: string } {
  const walk = useRef(new CellWalk());
  const latest = useRef({ shown, filter, order, selectedId, onCell });
  useEffect(() => { latest.current = { shown, filter, order, selectedId, onCell }; });
  const [end, setEnd] = useState('');
  const { columns: { ids } } = shown;
  useEffect(() => {
    const waiting = setTimeout(() => { walk.current.prepare(latest.current.shown.columns, filter, order); }, readyAfterMs);
    return () => { clearTimeout(waiting); };
  }, [ids, filter, order]);
  useEffect(() => { setEnd(''); }, [selectedId, filter, order]);

  const step = useCallback((by: 1 | -1) => {
    const { shown: { cells }, filter: wanted, order: chosen, selectedId: from, onCell: go } = latest.current;
    const { columns } = cells.getView();
    const row = walk.current.step(columns, wanted, chosen, from === undefined ? undefined : cells.rowOf(from), by);
    if (row === undefined) setEnd(by === 1 ? slideTexts.atEnd : slideTexts.atStart);
    else go(columns.ids[row]);
  }, []);

  const row = selectedId === undefined ? undefined : shown.cells.rowOf(selectedId);
  const standing = row === undefined ? undefined : walk.current.placeOf(row);
  return { step, words: end !== '' ? end : standing ? slideTexts.place(standing.place, standing.of) : '' };
}
