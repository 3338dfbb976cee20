import type { TiffPage } from './tiffPage.ts';

/** How far a level's sides may be off the base's proportions, in its own pixels: makers round each level from the one above. */
const roundingPx = 3;

/** Pictures of the glass, its label and its thumbnail, which are pages of a slide's file but no level of it. */
function isSidePicture(page: TiffPage, isAperio: boolean): boolean {
  if (/(^|[\s|;<"'])(label|macro|thumbnail)([\s|;>"'\d]|$)/i.test(page.description.slice(0, 2048)) && !/^</.test(page.description)) return true;
  // Aperio's thumbnail has the slide's proportions and no words; it alone is stored in strips.
  return isAperio && !page.tiled;
}

function isReductionOf(base: TiffPage, page: TiffPage): boolean {
  if (page.widthPx >= base.widthPx || page.heightPx > base.heightPx || page.tiled !== base.tiled) return false;
  return Math.abs(page.heightPx - (page.widthPx * base.heightPx) / base.widthPx) <= roundingPx;
}

/**
 * The pages that are one picture at falling sizes, the largest first: the base and its reductions, from its sub-directories where it has any, else
 * from the other pages. `subPages` gives the sub-directories of a page by its place. Other pictures of the file are left out.
 */
export function selectLevels(pages: readonly TiffPage[], subPages: readonly (readonly TiffPage[])[], isAperio: boolean): TiffPage[] {
  const candidates = pages.filter((page) => !isSidePicture(page, isAperio));
  const base = candidates.reduce<TiffPage | undefined>((best, page) => (!best || page.widthPx * page.heightPx > best.widthPx * best.heightPx ? page : best), undefined) ?? pages[0];
  const below = subPages[pages.indexOf(base)]?.length ? subPages[pages.indexOf(base)] : candidates;
  const levels = [base];
  for (const page of below.filter((other) => isReductionOf(base, other)).sort((a, b) => b.widthPx - a.widthPx)) {
    // Of two pictures of one size (a stack's planes) the first stands for both.
    if (page.widthPx < levels.at(-1)!.widthPx) levels.push(page);
  }
  return levels;
}

/** How many level-0 pixels a pixel of a level spans: the whole number that explains both sizes, rounded up or down, else the mean of both ratios. */
export function downsampleOf(base: { widthPx: number; heightPx: number }, level: { widthPx: number; heightPx: number }): number {
  const across = base.widthPx / level.widthPx;
  const down = base.heightPx / level.heightPx;
  const whole = Math.round(across);
  const explains = (large: number, small: number) => Math.abs(large / whole - small) < 1;
  return explains(base.widthPx, level.widthPx) && explains(base.heightPx, level.heightPx) ? whole : (across + down) / 2;
}
