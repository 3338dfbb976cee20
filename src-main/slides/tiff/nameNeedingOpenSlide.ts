import type { TiffPages } from './readPages.ts';

/** Tags by which Hamamatsu's NDPI is told from a plain TIFF, whose offsets it bends past 4 GB. */
const hamamatsuTags = [65420, 65421, 65427];

/** The name of a maker's TIFF whose pixels don't lie as in a plain one, so that OpenSlide must read it; undefined for all others. */
export function nameNeedingOpenSlide({ pages, firstTags, xmp }: TiffPages): string | undefined {
  if (hamamatsuTags.some((tag) => firstTags.has(tag))) return 'a Hamamatsu NDPI slide';
  if (pages[0].description.includes('http://www.leica-microsystems.com/scn/')) return 'a Leica SCN slide';
  if (xmp.includes('<iScan')) return 'a Ventana BIF slide';
  return undefined;
}
