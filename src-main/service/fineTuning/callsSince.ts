import { settledCells } from '#main/cases/review/settledCells.ts';
import type { UnsettledCell } from '#main/cases/review/settledCells.ts';
import type { Library } from '#main/store/library.ts';
import type { ChosenCell } from './chosenCells.ts';

/** What became of the call of a cell that was chosen: nobody's word stands, it is another, or it is settled no more. */
export type CallSince = 'undone' | 'calledOtherwise' | UnsettledCell['why'];

/** Tells of chosen cells what became of their calls since; undefined where a call stands. Each case is read once. */
export function callsSince(library: Library): (cell: Pick<ChosenCell, 'caseId' | 'cellId' | 'code'>) => CallSince | undefined {
  const cases = new Map<number, ReturnType<typeof callsOf>>();
  return ({ caseId, cellId, code }) => {
    const { codes, left } = cases.get(caseId) ?? callsOf(caseId), now = codes.get(cellId);
    return now === undefined ? left.get(cellId) ?? 'undone' : now === code ? undefined : 'calledOtherwise';
  };

  function callsOf(caseId: number) {
    const { settled, left } = settledCells(library, caseId);
    const calls = { codes: new Map(settled.map((cell) => [cell.cellId, cell.code])), left: new Map(left.map((cell) => [cell.cellId, cell.why])) };
    cases.set(caseId, calls);
    return calls;
  }
}
