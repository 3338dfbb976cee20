import { groupOfIndex, rowAtIndex, topOfIndex } from './galleryLayout.ts';
import type { GalleryLayout } from './galleryLayout.ts';

/** The scroll position nearest to the given one at which the cell of an index is seen whole, below the head that sticks to the top. */
export function scrollToShow(layout: GalleryLayout, index: number, scrollPx: number, viewPx: number): number {
  const top = topOfIndex(layout, index);
  const { headHeightPx, lineHeightPx } = layout.sizes;
  if (top - headHeightPx < scrollPx) return top - headHeightPx;
  return top + lineHeightPx > scrollPx + viewPx ? top + lineHeightPx - viewPx : scrollPx;
}

/** Whether anything of the line is seen in which the cell of an index lies. */
export function isLineSeen(layout: GalleryLayout, index: number, scrollPx: number, viewPx: number): boolean {
  const top = topOfIndex(layout, index);
  return top + layout.sizes.lineHeightPx > scrollPx && top < scrollPx + viewPx;
}

/** Index of the first cell whose line is seen; undefined where there is none. */
function firstSeen(layout: GalleryLayout, scrollPx: number): number | undefined {
  const { tops, firsts, groups, across, sizes } = layout;
  const group = groups.findIndex((_, i) => tops[i + 1] > scrollPx + sizes.headHeightPx);
  if (group < 0) return undefined;
  const line = Math.max(0, Math.ceil((scrollPx - tops[group]) / sizes.lineHeightPx));
  return Math.min(firsts[group] + line * across, firsts[group + 1] - 1);
}

/**
 * The scroll position in a new layout at which nothing moves under the reader's eyes, though cells were named and groups above
 * have grown or shrunk: the cell that is worked at stays where it was, or else the first cell seen.
 */
export function scrollAfterChange(before: GalleryLayout, after: GalleryLayout, scrollPx: number, viewPx: number, activeRow: number | undefined): number {
  const activeIndex = activeRow === undefined ? -1 : before.indexOfRow[activeRow] ?? -1;
  const anchorIndex = activeIndex >= 0 && isLineSeen(before, activeIndex, scrollPx, viewPx) ? activeIndex : firstSeen(before, scrollPx);
  if (anchorIndex === undefined) return scrollPx;
  const row = rowAtIndex(before, anchorIndex);
  const indexAfter = row === undefined ? -1 : after.indexOfRow[row] ?? -1;
  if (indexAfter < 0) return scrollPx;
  // A cell that went to another class is no fixed point.
  const codeBefore = before.groups[groupOfIndex(before, anchorIndex)].code;
  if (after.groups[groupOfIndex(after, indexAfter)].code !== codeBefore) return scrollPx;
  return scrollPx + topOfIndex(after, indexAfter) - topOfIndex(before, anchorIndex);
}
