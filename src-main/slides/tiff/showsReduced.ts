import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { resamplePicture } from '#shared/geometry/resamplePicture.ts';
import { PictureCache } from '../pictureCache.ts';
import type { SlideFile } from '../slideFile.ts';
import { PagePixels } from './pagePixels.ts';
import { refusalOf } from './refusalOf.ts';
import type { TiffPage } from './tiffPage.ts';

/** The smaller page is looked at in patches of this side, the fullest of a grid of so many places each way. */
const patchPx = 64;
const placesAcross = 8;
const patches = 12;
/** Both are averaged over squares of this side of the smaller page: makers shrink in many ways, and noise and half a pixel must not tell. */
const squarePx = 4;
/** The side of what one patch covers in the larger page, at most. */
const mostCoveredPx = 1024;
/** Measured on real fields: a page and its reduction 0.98 or more, however it was shrunk and packed; two fields below 0.6, two cells in the middle of theirs below 0.75. */
const leastCorrelation = 0.9;
/** Standard deviation in levels of 255. On less, as on bare glass, nothing can be told. */
const leastContrast = 3;

/** Room for the largest block that is decoded: a picture may be a single strip, and every patch lies in it. */
const cacheBytes = 256 * 1024 * 1024;

/** Corners of patches, those first whose block takes the most bytes: there is most to be seen. */
function placesOf(page: TiffPage, widthPx: number, heightPx: number): { xPx: number; yPx: number }[] {
  const places = Array.from({ length: placesAcross ** 2 }, (_, index) => {
    const xPx = Math.round(((page.widthPx - widthPx) * (index % placesAcross)) / (placesAcross - 1));
    const yPx = Math.round(((page.heightPx - heightPx) * Math.floor(index / placesAcross)) / (placesAcross - 1));
    const block = Math.floor((yPx + heightPx / 2) / page.blockHeightPx) * page.columns + Math.floor((xPx + widthPx / 2) / page.blockWidthPx);
    return { xPx, yPx, bytes: page.byteCounts[block] };
  });
  return places.sort((a, b) => b.bytes - a.bytes).slice(0, patches);
}

/** Stain takes green away. */
function greenOf({ rgb }: RgbPicture): number[] {
  return Array.from({ length: rgb.length / 3 }, (_, pixel) => rgb[3 * pixel + 1]);
}

/** Pearson's; 0 where either hardly varies. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [squaresA, squaresB, products] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    squaresA += (value - meanA) ** 2;
    squaresB += (b[index] - meanB) ** 2;
    products += (value - meanA) * (b[index] - meanB);
  }
  const least = a.length * leastContrast ** 2;
  return squaresA >= least && squaresB >= least ? products / Math.sqrt(squaresA * squaresB) : 0;
}

/**
 * Whether the pixels of `page` are those of the larger `above` at a smaller size, both from edge to edge. What can't be read or hardly varies shows
 * nothing, and the answer is no. It reads a dozen places, at most 12 megapixels.
 */
export async function showsReduced(file: SlideFile, above: TiffPage, page: TiffPage): Promise<boolean> {
  if (refusalOf(above) ?? refusalOf(page)) return false;
  const [across, down] = [above.widthPx / page.widthPx, above.heightPx / page.heightPx];
  const sidePx = Math.min(patchPx, Math.floor(mostCoveredPx / Math.max(across, down)));
  const [widthPx, heightPx] = [Math.min(sidePx, page.widthPx), Math.min(sidePx, page.heightPx)];
  if (Math.min(widthPx, heightPx) < squarePx) return false;
  const squares = { widthPx: Math.floor(widthPx / squarePx), heightPx: Math.floor(heightPx / squarePx) };
  const cache = new PictureCache(cacheBytes);
  const [large, small] = [new PagePixels(file, above, cache, 'the larger page'), new PagePixels(file, page, cache, 'the smaller page')];
  const [greenAbove, green]: [number[], number[]] = [[], []];
  for (const { xPx, yPx } of placesOf(page, widthPx, heightPx)) {
    try {
      const [left, top] = [Math.round(xPx * across), Math.round(yPx * down)];
      const covered = await large.readRegion(left, top, Math.round(widthPx * across), Math.round(heightPx * down));
      const patch = await small.readRegion(xPx, yPx, widthPx, heightPx);
      greenAbove.push(...greenOf(resamplePicture(covered, squares)));
      green.push(...greenOf(resamplePicture(patch, squares)));
    } catch (error) {
      // A damaged tile says nothing of the others.
      if (!(error instanceof MyeloscopeError)) throw error;
    }
  }
  return correlation(greenAbove, green) >= leastCorrelation;
}
