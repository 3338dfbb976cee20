import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { CountRules, DetectedCells } from './detectedCells.ts';
import { excludes, excludesBox } from './excludes.ts';
import { foundTwins, givesWay, outOfCount } from './foundAlready.ts';
import type { CellSaid, ReadingView } from './readingView.ts';

/** The cells of a case as they stand in a reading: what is said of each, with all bits of its state. */
export interface StandingCells {
  /** Of the detected cell of a row. */
  found(row: number): CellSaid;
  added(cell: AddedCell): CellSaid;
  /** Whether an added cell gives way to the machine's own finding, whatever it is called itself. */
  isGivingWay(cell: AddedCell): boolean;
}

const unknown = classCodes.indexOf('UNK');
const { reviewed, removed } = cellState;

/** Whether a person took a detected cell away. One that stands as `removed` and nobody has named is counted as the one that was added. */
export const isTakenAway = (state: number): boolean => (state & (removed | reviewed)) === (removed | reviewed);

/**
 * How the cells stand. One that was both found and added, as when the count went on over it, is counted once: as the person's who added
 * it, unless a person has named the machine's finding, too. The other stands as `removed`.
 */
export function standingCells(detected: DetectedCells, view: ReadingView, rules: CountRules): StandingCells {
  const bitsOf = placeBits(detected, view, rules);
  const found = (row: number): CellSaid => withBits(view.said(detected.ids[row], detected.codes[row]), bitsOf(row));
  const addedAlone = (cell: AddedCell): CellSaid => withBits(view.said(-cell.id, unknown), excludesBox(view.areas, cell.slideId, cell.box) ? cellState.excluded : 0);
  const isGivingWay = givesWay(detected, (row) => (found(row).state & (reviewed | outOfCount)) === reviewed);
  const standing = view.added.filter((cell) => !(addedAlone(cell).state & outOfCount) && !isGivingWay(cell));
  const countedAsAdded = new Set(standing.flatMap((cell) => foundTwins(detected, cell)));
  return {
    found(row) {
      const said = found(row);
      return countedAsAdded.has(row) && !(said.state & (reviewed | outOfCount)) ? withBits(said, removed) : said;
    },
    added: (cell) => withBits(addedAlone(cell), isGivingWay(cell) ? removed : 0),
    isGivingWay,
  };
}

const withBits = ({ code, state }: CellSaid, bits: number): CellSaid => ({ code, state: state | bits });

/** The bits of a detected cell that do not depend on what is said of it: whether it lies in an area left out, and beyond the target. */
function placeBits(detected: DetectedCells, view: ReadingView, rules: CountRules): (row: number) => number {
  const { boxes, slidePlaces, slideIds, firstRows } = detected;
  const ends = detected.cuts(rules).map(({ length }, slide) => firstRows[slide] + length);
  return (row) => {
    const slide = slidePlaces[row];
    const beyond = row >= ends[slide] ? cellState.beyondTarget : 0;
    if (view.areas.length === 0) return beyond;
    const isOut = excludes(view.areas, slideIds[slide], boxes[4 * row] + boxes[4 * row + 2] / 2, boxes[4 * row + 1] + boxes[4 * row + 3] / 2);
    return isOut ? beyond | cellState.excluded : beyond;
  };
}
