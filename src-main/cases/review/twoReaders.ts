import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import { pairAddedCells } from './pairAddedCells.ts';
import type { ReadingMarks } from './readingMarks.ts';
import { takenAway } from './readingMarks.ts';

/** What two readers said of the same case, without seeing each other's calls. */
export interface TwoReaders {
  /** The marks of first and second reader on a cell; undefined where one has not named it. */
  words(cellId: number): readonly [first: number | undefined, second: number | undefined];
  /** Cells that either added; one that both did stands once, as the first reader's. */
  readonly added: readonly AddedCell[];
}

export function twoReaders(first: ReadingMarks, second: ReadingMarks): TwoReaders {
  const pairs = pairAddedCells(first.added, second.added);
  const paired = new Set(pairs.values());
  return {
    words(cellId) {
      const twin = cellId < 0 ? pairs.get(-cellId) : undefined;
      return [first.marks.get(cellId), second.marks.get(twin === undefined ? cellId : -twin)];
    },
    added: [...first.added, ...second.added.filter(({ id }) => !paired.has(id))],
  };
}

const artefact = classCodes.indexOf('ART');

/** Whether two marks say the same. That one takes a cell away which the other calls an artefact is no difference. */
export function saySame(one: number, other: number): boolean {
  return one === other || (isNoCell(one) && isNoCell(other));
}

function isNoCell(mark: number): boolean {
  return mark === takenAway || mark === artefact;
}
