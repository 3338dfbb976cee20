import { groupOfIndex } from './galleryLayout.ts';
import type { GalleryLayout } from './galleryLayout.ts';

export const gallerySteps = ['left', 'right', 'up', 'down', 'pageUp', 'pageDown', 'lineStart', 'lineEnd', 'first', 'last', 'nextClass', 'previousClass'] as const;
export type GalleryStep = (typeof gallerySteps)[number];

/** A line up or down from an index, in the same column where the line has one, over the borders of groups. */
function oneLine(layout: GalleryLayout, index: number, direction: 1 | -1): number {
  const { groups, firsts, across } = layout;
  const group = groupOfIndex(layout, index);
  const place = index - firsts[group];
  const column = place % across;
  const line = Math.floor(place / across) + direction;
  if (line >= 0 && line * across < groups[group].rows.length) return firsts[group] + Math.min(line * across + column, groups[group].rows.length - 1);
  const neighbour = group + direction;
  if (neighbour < 0 || neighbour >= groups.length) return index;
  const count = groups[neighbour].rows.length;
  const lineThere = direction === 1 ? 0 : Math.ceil(count / across) - 1;
  return firsts[neighbour] + Math.min(lineThere * across + column, count - 1);
}

/** Where a step leads from an index. `linesInPage`: lines seen at once. */
export function moveInGallery(layout: GalleryLayout, index: number, step: GalleryStep, linesInPage: number): number {
  const { firsts, across, groups } = layout;
  const last = firsts[groups.length] - 1;
  const group = groupOfIndex(layout, index);
  const lineStart = index - ((index - firsts[group]) % across);
  const manyLines = (direction: 1 | -1): number => {
    let at = index;
    for (let line = 0; line < Math.max(1, linesInPage - 1); line++) at = oneLine(layout, at, direction);
    return at;
  };
  switch (step) {
    case 'left': return Math.max(0, index - 1);
    case 'right': return Math.min(last, index + 1);
    case 'up': return oneLine(layout, index, -1);
    case 'down': return oneLine(layout, index, 1);
    case 'pageUp': return manyLines(-1);
    case 'pageDown': return manyLines(1);
    case 'lineStart': return lineStart;
    case 'lineEnd': return Math.min(lineStart + across, firsts[group + 1]) - 1;
    case 'first': return 0;
    case 'last': return last;
    case 'nextClass': return group + 1 < groups.length ? firsts[group + 1] : index;
    case 'previousClass': return group > 0 ? firsts[group - 1] : firsts[group];
  }
}
