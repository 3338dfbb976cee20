import { philipsSpacing } from './statedScale.ts';
import type { TiffPage } from './tiffPage.ts';

/** Millimetres between the pixels of each level, the largest first. The list stands in an array of its own, and nothing in that holds another array. */
function spacingsOfLevels(description: string): number[] {
  const start = description.indexOf('PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE');
  if (start < 0) return [];
  const end = description.indexOf('</Array>', start);
  return Array.from(description.slice(start, end < 0 ? undefined : end).matchAll(new RegExp(philipsSpacing, 'g')), ([, spacing]) => Number(spacing));
}

/**
 * Philips pads each level to whole tiles and states the padded size, so that sizes don't tell how far levels are reduced; the pixel spacings do
 * (https://openslide.org/formats/philips). Gives the pages with each level cut to what it holds of the first. Pages of others, and those of files
 * whose spacings don't fit their levels, come back as they are.
 */
export function trimPhilipsLevels(pages: readonly TiffPage[]): readonly TiffPage[] {
  if (!/<DataObject\s[^>]*ObjectType="DPUfsImport"/.test(pages[0].description.slice(0, 4096))) return pages;
  const levels = pages.filter(({ tiled }) => tiled);
  const spacings = spacingsOfLevels(pages[0].description);
  if (spacings.length !== levels.length) return pages;
  return pages.map((page) => {
    const downsample = page.tiled ? Math.round(spacings[levels.indexOf(page)] / spacings[0]) : 1;
    const widthPx = Math.floor(levels[0].widthPx / downsample);
    const heightPx = Math.floor(levels[0].heightPx / downsample);
    return downsample > 1 && widthPx >= 1 && heightPx >= 1 && widthPx <= page.widthPx && heightPx <= page.heightPx ? { ...page, widthPx, heightPx } : page;
  });
}
