import { cellState } from '#shared/contract/cellCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { DetectedCells } from './detectedCells.ts';

/** Bits that keep a cell out of the count. */
export const outOfCount = cellState.removed | cellState.excluded | cellState.beyondTarget;

/**
 * Rows of the detected cells of a slide that a box is of, too: the middle of each lies in the other. A click makes a box of one size for
 * every cell, so of a small cell it shares too little to be told by that; cells that only touch never pass.
 */
export function rowsOfSameCell({ boxes, slideIds, firstRows }: DetectedCells, slideId: number, { xPx, yPx, widthPx, heightPx }: BoxPx): number[] {
  const slide = slideIds.indexOf(slideId);
  const rows: number[] = [];
  for (let row = firstRows[slide]; row < firstRows[slide + 1]; row++) {
    const acrossPx = Math.abs(boxes[4 * row] + boxes[4 * row + 2] / 2 - xPx - widthPx / 2);
    const downPx = Math.abs(boxes[4 * row + 1] + boxes[4 * row + 3] / 2 - yPx - heightPx / 2);
    if (2 * acrossPx <= Math.min(widthPx, boxes[4 * row + 2]) && 2 * downPx <= Math.min(heightPx, boxes[4 * row + 3])) rows.push(row);
  }
  return rows;
}

const keptOf = new WeakMap<DetectedCells, Map<number, readonly number[]>>();

/** The same of a cell that was added; looked for once, since neither ever moves. */
export function foundTwins(detected: DetectedCells, { id, slideId, box }: AddedCell): readonly number[] {
  const kept = keptOf.get(detected) ?? new Map<number, readonly number[]>();
  keptOf.set(detected, kept);
  const rows = kept.get(id) ?? rowsOfSameCell(detected, slideId, box);
  kept.set(id, rows);
  return rows;
}

/** Tells of an added cell whether it gives way to the machine's own finding of it, of which `isNamed` says whether a person's name for it stands. */
export function givesWay(detected: DetectedCells, isNamed: (row: number) => boolean): (added: AddedCell) => boolean {
  return (added) => foundTwins(detected, added).some(isNamed);
}
