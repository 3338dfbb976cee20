import { isOmeXml } from './statedScale.ts';
import type { TiffPage } from './tiffPage.ts';

/** How Aperio's second line or the first words of others name a picture of the label or the glass. Anywhere else these words may be a slide's own title. */
const sideWords = /^(?:Aperio[^\n]*\n(?:label|macro) \d+x\d+|(?:label|macro|thumbnail)\b)/i;
/** How Bio-Formats and those after it name the same in OME-XML; a slide's own name may hold more words. */
const sideNameOfOme = /^(?:label|macro|overview|thumbnail)(?: mask)?(?: image)?$/i;

/** Pictures in strips beside a tiled scan that take at most this part of its area are of the glass, whatever they say. */
const mostSidePart = 1 / 16;
/** Beside a picture in strips only what is this small is a thumbnail of it. */
const largestThumbnailPx = 256;

export function isNamedSidePicture(page: TiffPage): boolean {
  return sideWords.test(page.description);
}

/** Places in the chain of the pages that the OME-XML of the first names as pictures of the label or the glass. */
export function sidePagesOfOme(description: string): ReadonlySet<number> {
  const places = new Set<number>();
  if (!isOmeXml(description)) return places;
  for (const image of description.split(/<(?:[\w.-]+:)?Image(?=[\s>])/).slice(1)) {
    const name = /\sName\s*=\s*["']([^"']*)["']/.exec(image.slice(0, image.indexOf('>')))?.[1];
    if (!name || !sideNameOfOme.test(name)) continue;
    for (const [tag] of image.matchAll(/<(?:[\w.-]+:)?TiffData[\s/>][^>]*/g)) places.add(Number(/\sIFD\s*=\s*["'](\d+)["']/.exec(tag)?.[1] ?? 0));
  }
  return places;
}

/** A thumbnail or a picture of the glass that nothing names, told by its size beside the picture that is read. */
export function isSmallBeside(base: TiffPage, page: TiffPage): boolean {
  if (page.tiled || page.widthPx * page.heightPx > mostSidePart * base.widthPx * base.heightPx) return false;
  return base.tiled || Math.max(page.widthPx, page.heightPx) <= largestThumbnailPx;
}
