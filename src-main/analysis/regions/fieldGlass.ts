import type { BoxPx } from '#shared/geometry/box.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { GlassColour } from './blockFeatures.ts';
import { glassColour } from './blockFeatures.ts';
import { lowPowerLevel } from './lowPowerView.ts';

/** A field needs no more pixels than this to show its glass. */
const mostPixelsRead = 16_000_000;

/**
 * The colour of bare glass over the whole of one field of a folder (level-0 pixels), from the level at which its blocks are judged, or a coarser one of
 * a very large field. Cameras and their light differ, so one field says nothing of another. Throws `slide-unreadable` where the field is damaged.
 */
export async function fieldGlass(source: SlideSource, micrometresPerPixel: number, { xPx, yPx, widthPx, heightPx }: BoxPx): Promise<GlassColour> {
  const shown = (index: number) => {
    const { downsample } = source.levels[index];
    return { xPx: Math.ceil(xPx / downsample), yPx: Math.ceil(yPx / downsample), widthPx: Math.max(1, Math.floor(widthPx / downsample)), heightPx: Math.max(1, Math.floor(heightPx / downsample)) };
  };
  let level = lowPowerLevel(source, micrometresPerPixel);
  while (level + 1 < source.levels.length && shown(level).widthPx * shown(level).heightPx > mostPixelsRead) level += 1;
  const view = shown(level);
  return glassColour(await source.readRegion(level, view.xPx, view.yPx, view.widthPx, view.heightPx));
}
