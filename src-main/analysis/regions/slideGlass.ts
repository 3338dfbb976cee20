import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { readableRegion } from '#main/slides/readableRegion.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { sampleByArea } from '../detection/sampleByArea.ts';
import type { GlassColour } from './blockFeatures.ts';
import { glassColour } from './blockFeatures.ts';

/** An overview needs no more pixels than this. */
const mostOverviewPixels = 16_000_000;
const overviewSidePx = 1200;
/** Pure white is what a scanner or this program puts where nothing was photographed. */
const unphotographed = 253;

/** Bare glass lets at least this much light through in one channel. */
const darkestGlass = 140;

/**
 * The colour of bare glass over the whole of a slide, from its smallest level, or the next finer one where nothing of that can be read.
 * Damaged parts have no say. Undefined where a level is too large to read at once, or nothing can be read.
 */
export async function slideGlass(source: SlideSource): Promise<GlassColour | undefined> {
  for (const [index, level] of [...source.levels.entries()].reverse()) {
    if (level.widthPx * level.heightPx > mostOverviewPixels) return undefined;
    const whole = await readableRegion(source, index, { xPx: 0, yPx: 0, widthPx: level.widthPx, heightPx: level.heightPx });
    if (!whole) continue;
    const factor = Math.max(1, Math.max(level.widthPx, level.heightPx) / overviewSidePx);
    const overview = sampleByArea(whole, 0, 0, factor, Math.max(1, Math.floor(level.widthPx / factor)), Math.max(1, Math.floor(level.heightPx / factor)));
    const photographed = onlyPhotographed(overview);
    const glass = photographed.widthPx < 100 ? undefined : glassColour(photographed);
    // On a scanned page only the print is not pure white: then white is its ground.
    return glass && Math.max(...glass) >= darkestGlass ? glass : glassColour(overview);
  }
  return undefined;
}

/** The pixels that are not pure white, as a picture of one row. */
function onlyPhotographed({ rgb }: RgbPicture): RgbPicture {
  const kept: number[] = [];
  for (let i = 0; i < rgb.length; i += 3) {
    if (Math.min(rgb[i], rgb[i + 1], rgb[i + 2]) < unphotographed) kept.push(rgb[i], rgb[i + 1], rgb[i + 2]);
  }
  return { widthPx: kept.length / 3, heightPx: 1, rgb: Uint8Array.from(kept) };
}
