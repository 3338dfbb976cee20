import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import type { CellActs } from '../cells/cellActs.ts';
import { filterRows, isCounted, reviewStateOf } from '../cells/cellFilter.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { orderRows, sureness } from '../cells/cellOrder.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { beginPace, countCell } from './reviewPace.ts';
import type { ReviewPace } from './reviewPace.ts';
import { advance, beginReview, comeAgain, currentCell, goBack, goBackToFirst, joinQueue, lookAgain, onlySkipped, skip } from './reviewQueue.ts';
import type { ReviewQueue } from './reviewQueue.ts';
import { useLatest } from './useLatest.ts';

/** What the hand does in a review. */
export interface ReviewHand {
  name(code: ClassCode): void;
  accept(): void;
  remove(): void;
  skip(): void;
  back(): void;
  /** Takes the last act back, or does it again, and goes back to the first of its cells. */
  undo(): void;
  redo(): void;
  lookAtSkipped(): void;
}

/** A review of one cell after the other: where it is, and what the keys do. Its functions stay the same from cell to cell, so that their buttons need not be drawn again. */
export interface ReviewWork extends ReviewHand { readonly queue: ReviewQueue; readonly pace: ReviewPace }

/** Ids of the cells that pass the filter and that nobody has reviewed, doubtful first. */
function unreviewedCells({ columns }: Pick<ShownCells, 'columns'>, filter: CellFilter): number[] {
  const rows = filterRows(columns, { ...filter, states: ['unreviewed'], uncounted: false });
  return orderRows(columns, rows, 'doubtful').map((row) => columns.ids[row]);
}

/** Begins a review of the cells that pass the filter now; those that a count still finds join it. */
export function useReview(shown: ShownCells, acts: CellActs, filter: CellFilter): ReviewWork {
  const { columns, cells, revision } = shown;
  const [queue, setQueue] = useState(() => beginReview(unreviewedCells(shown, filter)));
  const [pace, setPace] = useState(() => beginPace(performance.now()));
  const cellCount = columns.ids.length;

  useEffect(() => {
    setQueue((now) => {
      const known = new Set(now.ids);
      const { columns: latest } = cells.getView();
      const fresh = unreviewedCells({ columns: latest }, filter).filter((id) => !known.has(id) && !cells.isUnkept(id));
      return joinQueue(now, fresh, (id) => sureness(latest, cells.rowOf(id)!));
    });
  }, [cells, cellCount, filter]);

  // Whatever the act or window that made a cell want a look again, nobody is told that none is left.
  const isAtEnd = currentCell(queue) === undefined;
  useLayoutEffect(() => {
    if (isAtEnd) setQueue((now) => lookAgain(now, () => unreviewedCells(cells.getView(), filter).filter((id) => !cells.isUnkept(id))));
  }, [cells, filter, isAtEnd, revision]);

  const wantsLook = (id: number): boolean => {
    const row = cells.rowOf(id);
    const { columns: latest } = cells.getView();
    return row !== undefined && isCounted(latest, row) && reviewStateOf(latest, row) === 'unreviewed';
  };
  /** Does an act on the cell looked at, and goes on without waiting for it. */
  const settle = (act: (ids: readonly number[]) => Promise<ReviewChange | undefined>): void => {
    const id = currentCell(queue);
    if (id === undefined) return;
    const kept = act([id]);
    setQueue((now) => advance(now, wantsLook));
    setPace((now) => countCell(now, performance.now()));
    void kept.then((change) => { if (!change) setQueue((now) => comeAgain(now, id)); });
  };
  const goToChanged = (change: ReviewChange | undefined): void => {
    if (change) setQueue((now) => goBackToFirst(now, change.changed.ids));
  };
  const latest = useLatest<ReviewHand>({
    name(code) { settle((ids) => acts.callCells(ids, code)); },
    accept() { settle(acts.acceptCells); },
    remove() { settle(acts.removeCells); },
    skip() { setQueue((now) => skip(now, wantsLook)); },
    back() { setQueue(goBack); },
    undo() { void acts.undo().then(goToChanged); },
    redo() { void acts.redo().then(goToChanged); },
    lookAtSkipped() { setQueue((now) => onlySkipped(now, wantsLook)); },
  });
  const hand = useMemo((): ReviewHand => ({
    name(code) { latest.current.name(code); }, accept() { latest.current.accept(); }, remove() { latest.current.remove(); }, skip() { latest.current.skip(); },
    back() { latest.current.back(); }, undo() { latest.current.undo(); }, redo() { latest.current.redo(); }, lookAtSkipped() { latest.current.lookAtSkipped(); },
  }), [latest]);
  return { queue, pace, ...hand };
}
