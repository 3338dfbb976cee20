import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import type { CaseCells, CaseCellsView } from './caseCells.ts';
import { caseCellsOf, holdCaseCells, reloadCaseCells } from './openCaseCells.ts';

/** The cells of a case as they are shown now, and what to ask of them between two drawings. */
export interface ShownCells extends CaseCellsView {
  /** `rowOf(id)`, `isUnkept(id)`, `onChanged(listener)`: the same for all screens of the window. */
  readonly cells: CaseCells;
  readonly reload: () => void;
}

/**
 * The cells of a case in one reading, up to date: drawn again whenever a call changes, here or elsewhere, or a count adds cells.
 * They are asked for once `isWanted`: a screen may have something to show before so many of them are on their way.
 */
export function useCaseCells(caseId: number, reading: Reading, isWanted = true): ShownCells {
  const cells = caseCellsOf(caseId, reading);
  useEffect(() => (isWanted ? holdCaseCells(caseId, reading) : undefined), [caseId, reading, isWanted]);
  const view = useSyncExternalStore(cells.subscribe, cells.getView);
  return useMemo(() => ({ ...view, cells, reload: () => { reloadCaseCells(caseId, reading); } }), [view, cells, caseId, reading]);
}
