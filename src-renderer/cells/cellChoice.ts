import { useSyncExternalStore } from 'react';
import { allCells } from './cellFilter.ts';
import type { CellFilter } from './cellFilter.ts';
import type { CellOrder } from './cellOrder.ts';

/** Which cells of a case are shown and in what order: one choice for slide, gallery and review. */
export interface CellChoice { readonly filter: CellFilter; readonly order: CellOrder }

const firstChoice: CellChoice = { filter: allCells, order: 'doubtful' };
const choices = new Map<number, CellChoice>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes the choice of a case for all screens. */
export function chooseCells(caseId: number, change: Partial<CellChoice>): void {
  choices.set(caseId, { ...(choices.get(caseId) ?? firstChoice), ...change });
  for (const listener of listeners) listener();
}

/** The choice of a case, kept as long as the window is open. */
export function useCellChoice(caseId: number): CellChoice {
  return useSyncExternalStore(subscribe, () => choices.get(caseId) ?? firstChoice);
}
