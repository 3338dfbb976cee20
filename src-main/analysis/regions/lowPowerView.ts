import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { sampleByArea } from '../detection/sampleByArea.ts';

/** The scale at which blocks are judged: red cells are seven pixels wide, nuclei ten. */
export const lowPowerMicrometresPerPixel = 1;
/** A level up to this coarse still shows cells apart. */
const coarsestMicrometresPerPixel = 1.4;
/** Most level pixels read of one block; of a block without a low level its middle is looked at. */
const mostPixelsRead = 4_000_000;

/** The level from which blocks are judged: the coarsest that still shows cells. */
export function lowPowerLevel(source: SlideSource, micrometresPerPixel: number): number {
  let best = 0;
  source.levels.forEach((level, index) => {
    if (level.downsample * micrometresPerPixel <= coarsestMicrometresPerPixel && level.downsample > source.levels[best].downsample) best = index;
  });
  return best;
}

/** A block (level-0 pixels) at about 1 µm a pixel, or its middle where the whole would be too much to read. */
export async function lowPowerView(source: SlideSource, micrometresPerPixel: number, levelIndex: number, block: BoxPx): Promise<RgbPicture> {
  const { downsample } = source.levels[levelIndex];
  const pixels = (block.widthPx * block.heightPx) / downsample ** 2;
  const share = Math.min(1, Math.sqrt(mostPixelsRead / pixels));
  const widthPx = Math.max(1, Math.floor((block.widthPx / downsample) * share));
  const heightPx = Math.max(1, Math.floor((block.heightPx / downsample) * share));
  const xPx = Math.floor(block.xPx / downsample + (block.widthPx / downsample - widthPx) / 2);
  const yPx = Math.floor(block.yPx / downsample + (block.heightPx / downsample - heightPx) / 2);
  const read = await source.readRegion(levelIndex, xPx, yPx, widthPx, heightPx);
  const factor = lowPowerMicrometresPerPixel / (micrometresPerPixel * downsample);
  return factor <= 1 ? read : sampleByArea(read, 0, 0, factor, Math.max(1, Math.floor(widthPx / factor)), Math.max(1, Math.floor(heightPx / factor)));
}
