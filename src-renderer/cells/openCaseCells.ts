import type { Reading } from '#shared/contract/parts.ts';
import { callService, onServiceEvent, onShellEvent } from '../bridge/serviceClient.ts';
import { CaseCells } from './caseCells.ts';
import type { CellService } from './cellService.ts';
import { followCaseCells } from './followCaseCells.ts';

const service: CellService = {
  columnsOf: (caseId, reading) => callService('cells.ofCase', { caseId, reading }),
  onServiceEvent, onShellEvent,
};

/** How long the cells of a case that nobody shows are kept up to date: going from slide to gallery finds them there. */
const keptMs = 30_000;

interface OpenCells {
  readonly cells: CaseCells;
  /** Since somebody holds them for the first time. */
  following?: ReturnType<typeof followCaseCells>;
  users: number;
  ending?: ReturnType<typeof setTimeout>;
}
const open = new Map<string, OpenCells>();

function openCells(caseId: number, reading: Reading): OpenCells {
  const key = `${caseId}/${reading}`;
  let found = open.get(key);
  if (!found) {
    found = { cells: new CaseCells(caseId, reading), users: 0 };
    open.set(key, found);
  }
  return found;
}

/** The cells of a case in one reading: one and the same for all screens of this window, kept up to date while anyone uses them. */
export function caseCellsOf(caseId: number, reading: Reading): CaseCells {
  return openCells(caseId, reading).cells;
}

/** Holds the cells open. Gives the function that lets go of them. */
export function holdCaseCells(caseId: number, reading: Reading): () => void {
  const held = openCells(caseId, reading);
  held.users++;
  held.following ??= followCaseCells(held.cells, service);
  clearTimeout(held.ending);
  return () => {
    held.users--;
    if (held.users > 0) return;
    held.ending = setTimeout(() => { held.following?.end(); open.delete(`${caseId}/${reading}`); }, keptMs);
  };
}

/** Asks for the cells again, after a failure. */
export function reloadCaseCells(caseId: number, reading: Reading): void {
  openCells(caseId, reading).following?.reload();
}
