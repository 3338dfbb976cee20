import type { SlideDescription } from '#shared/contract/caseCommands.ts';

/** A level as the viewer loads it: one of the file's, or the whole slide as one small picture. */
export interface ViewerLevel {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  /** Place of the level in the file; undefined for the small picture, which is not in it. */
  readonly fileLevel?: number;
}

/** Longest side of the small picture, and the number of tiles from which a file's smallest level is too slow to be seen first. */
export const overviewPx = 768;
const fewTiles = 6;

/**
 * The levels of a slide, the largest first. Where even the smallest of the file is many tiles, a small picture of the whole slide
 * stands after it: one request brings something to look at, and the navigator needs no other.
 */
export function viewerLevels(levels: SlideDescription['levels']): ViewerLevel[] {
  const ofFile = levels.map(({ widthPx, heightPx, tileWidthPx, tileHeightPx }, fileLevel) => ({ widthPx, heightPx, tileWidthPx, tileHeightPx, fileLevel }));
  const smallest = ofFile[ofFile.length - 1];
  const tiles = Math.ceil(smallest.widthPx / smallest.tileWidthPx) * Math.ceil(smallest.heightPx / smallest.tileHeightPx);
  const longest = Math.max(smallest.widthPx, smallest.heightPx);
  if (tiles <= fewTiles || longest <= overviewPx * 1.5) return ofFile;
  const widthPx = Math.max(1, Math.round((levels[0].widthPx * overviewPx) / Math.max(levels[0].widthPx, levels[0].heightPx)));
  const heightPx = Math.max(1, Math.round((levels[0].heightPx * overviewPx) / Math.max(levels[0].widthPx, levels[0].heightPx)));
  return [...ofFile, { widthPx, heightPx, tileWidthPx: widthPx, tileHeightPx: heightPx }];
}
