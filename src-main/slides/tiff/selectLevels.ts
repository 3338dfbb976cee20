import { isNamedSidePicture, isSmallBeside, sidePagesOfOme } from './sidePictures.ts';
import type { TiffPage } from './tiffPage.ts';
import { trimPhilipsLevels } from './trimPhilipsLevels.ts';

/** How far a level's sides may be off the base's proportions, in its own pixels: makers round each level from the one above. */
const roundingPx = 3;

/** Bits of the new subfile type: a reduced picture of another page, a mask of one. */
const [reducedBit, maskBit] = [1, 4];

export interface SelectedPages {
  /** The pages that are one picture at falling sizes, the largest first: the base and its reductions. */
  readonly levels: readonly TiffPage[];
  /** Pages that show something else that may be counted: other fields, other parts of the glass, focal planes, colours apart. */
  readonly otherPictures: readonly TiffPage[];
}

function isReductionOf(base: TiffPage, page: TiffPage): boolean {
  if (page.widthPx >= base.widthPx || page.heightPx > base.heightPx || page.tiled !== base.tiled) return false;
  return Math.abs(page.heightPx - (page.widthPx * base.heightPx) / base.widthPx) <= roundingPx;
}

function largestOf(pages: readonly TiffPage[]): TiffPage | undefined {
  return pages.reduce<TiffPage | undefined>((best, page) => (!best || page.widthPx * page.heightPx > best.widthPx * best.heightPx ? page : best), undefined);
}

/** The pages that are no label, macro picture or thumbnail by what the file says of them. */
function picturesOfCells(pages: readonly TiffPage[], isAperio: boolean): readonly TiffPage[] {
  const sides = sidePagesOfOme(pages[0].description);
  const largest = largestOf(pages);
  const isSlide = (page: TiffPage) => page === largest && pages.some((other) => isReductionOf(page, other));
  const unnamed = pages.filter((page, index) => !sides.has(index) && (!isNamedSidePicture(page) || isSlide(page)));
  // Of Aperio's pages in strips the thumbnail has the slide's proportions and no words; levels are always in tiles.
  const tiled = unnamed.filter((page) => isAperio && page.tiled);
  // A file of pictures that are all named so has nothing else to be counted.
  return [tiled, unnamed, pages].find((some) => some.length > 0)!;
}

/**
 * Tells the pages of a TIFF apart. `subPages` gives the sub-directories of a page by its place. A page of the base's proportions is a level where
 * the file says so (a sub-directory, a page marked as reduced, a tiled page of Aperio's) and it is smaller by a power of two; any other, which
 * may be another field or padded to whole tiles, where `showsReduced` finds in it the pixels of the next larger level.
 */
export async function selectLevels(
  file: { readonly pages: readonly TiffPage[]; readonly subPages: readonly (readonly TiffPage[])[] }, showsReduced: (above: TiffPage, page: TiffPage) => Promise<boolean>,
): Promise<SelectedPages> {
  const pages = trimPhilipsLevels(file.pages);
  const isAperio = pages.some((page) => page.description.startsWith('Aperio'));
  const pictures = picturesOfCells(pages, isAperio);
  const base = largestOf(pictures)!;
  const below = file.subPages[pages.indexOf(base)] ?? [];
  const isMarked = (page: TiffPage) => (isAperio && page.tiled) || below.includes(page) || (page.newSubfileType & reducedBit) !== 0;
  const levels = [base];
  for (const page of [...below, ...pictures].filter((other) => isReductionOf(base, other)).sort((a, b) => b.widthPx - a.widthPx)) {
    const above = levels.at(-1)!;
    if (page.widthPx < above.widthPx && ((isMarked(page) && Number.isInteger(Math.log2(downsampleOf(base, page)))) || (await showsReduced(above, page)))) levels.push(page);
  }
  const otherPictures = pictures.filter((page) => !levels.includes(page) && (page.newSubfileType & (reducedBit | maskBit)) === 0 && !isSmallBeside(base, page));
  return { levels, otherPictures };
}

/** How many level-0 pixels a pixel of a level spans: the whole number that explains both sizes, rounded up or down, else the mean of both ratios. */
export function downsampleOf(base: { widthPx: number; heightPx: number }, level: { widthPx: number; heightPx: number }): number {
  const across = base.widthPx / level.widthPx;
  const down = base.heightPx / level.heightPx;
  const whole = Math.round(across);
  const explains = (large: number, small: number) => Math.abs(large / whole - small) < 1;
  return explains(base.widthPx, level.widthPx) && explains(base.heightPx, level.heightPx) ? whole : (across + down) / 2;
}
