import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { pasteInto } from './pasteInto.ts';
import type { SlideSource } from './slideSource.ts';

/**
 * Pixels of a rectangle in the level's own pixels, white where bytes are damaged: one bad picture of a folder, or one bad tile of a scan, must
 * not hide those beside it. Undefined where nothing of it can be read. Throws as `SlideSource.readRegion`, but for `slide-unreadable`.
 */
export async function readableRegion(source: SlideSource, level: number, box: BoxPx): Promise<RgbPicture | undefined> {
  const whole = await readOrPass(source, level, box);
  if (whole) return whole;
  const canvas = blankPicture(box.widthPx, box.heightPx);
  let partsRead = 0;
  for (const part of partsWithin(source, level, box)) {
    const picture = await readOrPass(source, level, part);
    if (!picture) continue;
    pasteInto(canvas, picture, part.xPx - box.xPx, part.yPx - box.yPx);
    partsRead += 1;
  }
  return partsRead > 0 ? canvas : undefined;
}

/** What is damaged together, the fields of a folder or the tiles of a scan, as far as it lies in the box; in pixels of the level. */
function partsWithin({ fields, levels }: SlideSource, level: number, box: BoxPx): BoxPx[] {
  const { downsample, tileWidthPx, tileHeightPx } = levels[level];
  const parts: BoxPx[] = [];
  const add = (left: number, top: number, right: number, bottom: number): void => {
    const [xPx, yPx] = [Math.max(left, box.xPx), Math.max(top, box.yPx)];
    const [widthPx, heightPx] = [Math.min(right, box.xPx + box.widthPx) - xPx, Math.min(bottom, box.yPx + box.heightPx) - yPx];
    if (widthPx > 0 && heightPx > 0) parts.push({ xPx, yPx, widthPx, heightPx });
  };
  if (fields.length > 1) {
    const inLevel = (px: number): number => Math.floor(px / downsample);
    for (const field of fields) {
      const { xPx, yPx, widthPx, heightPx } = field.box;
      add(inLevel(xPx), inLevel(yPx), inLevel(xPx + widthPx), inLevel(yPx + heightPx));
    }
    return parts;
  }
  for (let top = box.yPx - (box.yPx % tileHeightPx); top < box.yPx + box.heightPx; top += tileHeightPx) {
    for (let left = box.xPx - (box.xPx % tileWidthPx); left < box.xPx + box.widthPx; left += tileWidthPx) add(left, top, left + tileWidthPx, top + tileHeightPx);
  }
  return parts;
}

async function readOrPass(source: SlideSource, level: number, { xPx, yPx, widthPx, heightPx }: BoxPx): Promise<RgbPicture | undefined> {
  try {
    return await source.readRegion(level, xPx, yPx, widthPx, heightPx);
  } catch (cause) {
    if (!(cause instanceof MyeloscopeError) || cause.code !== 'slide-unreadable') throw cause;
    return undefined;
  }
}
