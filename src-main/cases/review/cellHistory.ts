import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { Library } from '#main/store/library.ts';
import { describeMark } from './describeAct.ts';

const whose: Readonly<Record<Reading, string>> = { first: 'first reader: ', second: 'second reader: ', consensus: '' };

/** What people did with a cell in a reading, oldest first. The consensus shows what both readers did, too; they never see each other's. */
export function cellHistory(library: Library, reading: Reading, cellId: number): CellDetail['history'] {
  return library.reviewMarks.historyOf(cellId).filter((act) => reading === 'consensus' || act.reading === reading)
    .map(({ at, by, kind, code, state, reading: of }) => ({ at, by, what: `${reading === 'consensus' ? whose[of] : ''}${describeMark({ kind, code })}`, undone: state !== 'standing' }));
}
