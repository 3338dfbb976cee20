import { cellState } from '#shared/contract/cellCommands.ts';
import type { Library } from '#main/store/library.ts';
import type { ReviewedColumns } from './caseColumns.ts';
import { readingMarks, takenAway } from './readingMarks.ts';
import { saySame, twoReaders } from './twoReaders.ts';

/** A cell that would be counted otherwise by one reader than by the other. Marks: the place of a class in `classCodes`, or `takenAway`. */
export interface DifferingCell {
  readonly cellId: number;
  readonly first: number;
  readonly second: number;
  /** What both have settled together; undefined while it is open. */
  readonly settled: number | undefined;
}

/**
 * The cells of the count on which two readers differ. Who has not named a cell says what the machine says: of a cell that the
 * other added, that there is none. `columns` are those of the consensus.
 */
export function differingCells(library: Library, caseId: number, { ids, machineCodes, states }: ReviewedColumns): DifferingCell[] {
  const consensus = readingMarks(library, caseId, 'consensus');
  const readers = twoReaders(readingMarks(library, caseId, 'first'), readingMarks(library, caseId, 'second'));
  // Nobody but both together has said anything of a cell that they added together.
  const addedByConsensus = new Set(consensus.added.map(({ id }) => -id));
  const differing: DifferingCell[] = [];
  ids.forEach((cellId, row) => {
    if (states[row] & (cellState.excluded | cellState.beyondTarget) || addedByConsensus.has(cellId)) return;
    const machine = cellId < 0 ? takenAway : machineCodes[row];
    const [first = machine, second = machine] = readers.words(cellId);
    if (!saySame(first, second)) differing.push({ cellId, first, second, settled: consensus.marks.get(cellId) });
  });
  return differing;
}
