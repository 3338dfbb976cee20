import type { CellGroup } from './groupByClass.ts';

/** Sizes of the gallery's parts in CSS pixels. */
export interface GallerySizes { readonly widthPx: number; readonly pictureWidthPx: number; readonly lineHeightPx: number; readonly headHeightPx: number }

/**
 * Where every picture of the gallery lies, without any of them being drawn: groups one below the other, each a head and lines of
 * pictures. A cell's `index` is its place in reading order over all groups.
 */
export interface GalleryLayout {
  readonly groups: readonly CellGroup[];
  readonly sizes: GallerySizes;
  /** Pictures a line. */
  readonly across: number;
  /** Top of each group and, last, the height of all. */
  readonly tops: readonly number[];
  /** Index of each group's first cell and, last, the number of cells. */
  readonly firsts: readonly number[];
  /** Index of each row of the columns; -1 where it is not shown. */
  readonly indexOfRow: Int32Array;
}

/** Lays groups out. `columnLength`: number of rows in the columns that the groups name. */
export function layOutGallery(groups: readonly CellGroup[], columnLength: number, sizes: GallerySizes): GalleryLayout {
  const across = Math.max(1, Math.floor(sizes.widthPx / sizes.pictureWidthPx));
  const tops = [0];
  const firsts = [0];
  const indexOfRow = new Int32Array(columnLength).fill(-1);
  for (const [i, { rows }] of groups.entries()) {
    tops.push(tops[i] + sizes.headHeightPx + Math.ceil(rows.length / across) * sizes.lineHeightPx);
    firsts.push(firsts[i] + rows.length);
    for (let place = 0; place < rows.length; place++) indexOfRow[rows[place]] = firsts[i] + place;
  }
  return { groups, sizes, across, tops, firsts, indexOfRow };
}

/** The group in which the cell of an index lies. */
export function groupOfIndex({ firsts }: GalleryLayout, index: number): number {
  let low = 0;
  let high = firsts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle] <= index) low = middle; else high = middle - 1;
  }
  return low;
}

/** The row of the columns that stands at an index; undefined outside. */
export function rowAtIndex(layout: GalleryLayout, index: number): number | undefined {
  const group = groupOfIndex(layout, index);
  return layout.groups[group]?.rows[index - layout.firsts[group]];
}

/** Top of the line in which the cell of an index lies, from the top of the gallery. */
export function topOfIndex(layout: GalleryLayout, index: number): number {
  const group = groupOfIndex(layout, index);
  const line = Math.floor((index - layout.firsts[group]) / layout.across);
  return layout.tops[group] + layout.sizes.headHeightPx + line * layout.sizes.lineHeightPx;
}

/** First line of a group that is seen between two heights of the gallery, and the line after the last; an empty span where none is. */
export function linesInView({ groups, tops, across, sizes }: GalleryLayout, group: number, fromPx: number, toPx: number): readonly [first: number, end: number] {
  const top = tops[group] + sizes.headHeightPx;
  const lines = Math.ceil(groups[group].rows.length / across);
  const first = Math.min(lines, Math.max(0, Math.floor((fromPx - top) / sizes.lineHeightPx)));
  const end = Math.min(lines, Math.max(first, Math.ceil((toPx - top) / sizes.lineHeightPx)));
  return [first, end];
}
