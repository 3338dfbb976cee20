import { describe, expect, it } from 'vitest';
import { groupOfIndex, layOutGallery, linesInView, rowAtIndex, topOfIndex } from './galleryLayout.ts';
import type { CellGroup } from './groupByClass.ts';
import { gallerySteps, moveInGallery } from './moveInGallery.ts';
import { scrollAfterChange, scrollToShow } from './scrollInGallery.ts';

const sizes = { widthPx: 350, pictureWidthPx: 100, lineHeightPx: 120, headHeightPx: 30 };
const rows = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
/** Three a line: blasts 5 (2 lines), eosinophils 1, lymphocytes 4 (2 lines). */
const groups: CellGroup[] = [{ code: 'BLA', rows: rows(0, 5) }, { code: 'EOS', rows: [9] }, { code: 'LYT', rows: rows(5, 4) }];
const layout = layOutGallery(groups, 10, sizes);

describe('the layout of the gallery', () => {
  it('puts groups one below the other and pictures in lines', () => {
    expect([layout.across, layout.tops, layout.firsts]).toEqual([3, [0, 270, 420, 690], [0, 5, 6, 10]]);
    expect([0, 2, 3, 5, 6, 9].map((index) => topOfIndex(layout, index))).toEqual([30, 30, 150, 300, 450, 570]);
    expect([0, 4, 5, 6, 9].map((index) => groupOfIndex(layout, index))).toEqual([0, 0, 1, 2, 2]);
    expect([rowAtIndex(layout, 5), rowAtIndex(layout, 6), rowAtIndex(layout, 10)]).toEqual([9, 5, undefined]);
    expect([...layout.indexOfRow]).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 5]);
  });

  it('says which lines are seen', () => {
    expect(linesInView(layout, 0, 0, 100)).toEqual([0, 1]);
    expect(linesInView(layout, 0, 160, 400)).toEqual([1, 2]);
    expect(linesInView(layout, 1, 0, 200)).toEqual([0, 0]);
    expect(linesInView(layout, 2, 0, 10_000)).toEqual([0, 2]);
    expect(linesInView(layout, 0, 5000, 6000)).toEqual([2, 2]);
  });

  it('leaves out rows that the groups do not name, and holds one picture at least a line', () => {
    const narrow = layOutGallery([{ code: 'BLA', rows: [3] }], 5, { ...sizes, widthPx: 20 });
    expect([narrow.across, [...narrow.indexOfRow]]).toEqual([1, [-1, -1, -1, 0, -1]]);
  });
});

describe('moving in the gallery', () => {
  const from = (index: number) => Object.fromEntries(gallerySteps.map((step) => [step, moveInGallery(layout, index, step, 3)]));
  it('goes over the borders of lines and classes', () => {
    expect(from(4)).toEqual({ left: 3, right: 5, up: 1, down: 5, pageUp: 1, pageDown: 6, lineStart: 3, lineEnd: 4, first: 0, last: 9, nextClass: 5, previousClass: 0 });
    expect(from(6)).toMatchObject({ up: 5, down: 9, lineEnd: 8, previousClass: 5, nextClass: 6 });
  });
  it('keeps its column where the line has one, and stays at the ends', () => {
    expect(moveInGallery(layout, 2, 'down', 3)).toBe(4);
    expect(moveInGallery(layout, 8, 'down', 3)).toBe(9);
    expect(from(0)).toMatchObject({ left: 0, up: 0, previousClass: 0 });
    expect(from(9)).toMatchObject({ right: 9, down: 9 });
  });
});

describe('scrolling the gallery', () => {
  it('goes as far as the cell needs, and not at all where it is seen', () => {
    expect(scrollToShow(layout, 0, 200, 300)).toBe(0);
    expect(scrollToShow(layout, 3, 100, 300)).toBe(100);
    expect(scrollToShow(layout, 9, 0, 300)).toBe(390);
  });

  it('keeps the cell worked at where it is when a class above grows', () => {
    const grown = layOutGallery([{ code: 'BLA', rows: [...rows(0, 5), 8, 7] }, { code: 'EOS', rows: [9] }, { code: 'LYT', rows: [5, 6] }], 10, sizes);
    expect(scrollAfterChange(layout, grown, 400, 300, 5)).toBe(520);
  });

  it('holds the first cell seen where the one worked at is out of sight or has gone to another class', () => {
    const grown = layOutGallery([{ code: 'BLA', rows: [...rows(0, 5), 5, 7] }, { code: 'EOS', rows: [9] }, { code: 'LYT', rows: [6, 8] }], 10, sizes);
    expect(scrollAfterChange(layout, grown, 260, 200, 0)).toBe(380);
    expect(scrollAfterChange(layout, grown, 400, 300, 5)).toBe(400);
    expect(scrollAfterChange(layout, layOutGallery([], 10, sizes), 400, 300, 5)).toBe(400);
  });
});
