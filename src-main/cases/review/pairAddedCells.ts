import { intersectionOverUnion } from '#shared/geometry/box.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';

/** From here two boxes are taken for the same cell, as when detections are compared with a truth. */
const sameCell = 0.5;

/**
 * The cells that were added twice, as by two readers who do not see each other's: id of the first's to id of the second's, each at most
 * once, the best overlap before the lesser.
 */
export function pairAddedCells(first: readonly AddedCell[], second: readonly AddedCell[]): Map<number, number> {
  const overlaps = first.flatMap((a) => second.filter(({ slideId }) => slideId === a.slideId).map((b) => ({ a: a.id, b: b.id, overlap: intersectionOverUnion(a.box, b.box) })))
    .filter(({ overlap }) => overlap >= sameCell).sort((x, y) => y.overlap - x.overlap || x.a - y.a || x.b - y.b);
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { a, b } of overlaps) {
    if (pairs.has(a) || taken.has(b)) continue;
    pairs.set(a, b);
    taken.add(b);
  }
  return pairs;
}
