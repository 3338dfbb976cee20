import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { ReviewedAct } from '#shared/contract/reviewCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { Library } from '#main/store/library.ts';

/** What people did with a cell in a reading, oldest first. The consensus shows what both readers did, too; they never see each other's. */
export function cellHistory(library: Library, reading: Reading, cellId: number): CellDetail['history'] {
  return library.reviewMarks.historyOf(cellId).filter((act) => reading === 'consensus' || act.reading === reading)
    .map(({ at, by, kind, code, state, reading: of }) => ({ at, by, reading: of, kind: kind as ReviewedAct['kind'], code, undone: state !== 'standing' }));
}
