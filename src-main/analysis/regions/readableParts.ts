import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { pasteInto } from '#main/slides/pasteInto.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** A whole level of a slide, white where its bytes are damaged; undefined where nothing of it can be read. */
export async function readableParts(source: SlideSource, level: number): Promise<RgbPicture | undefined> {
  const { widthPx, heightPx } = source.levels[level];
  const whole = await readOrPass(source, level, { xPx: 0, yPx: 0, widthPx, heightPx });
  if (whole) return whole;
  const canvas = blankPicture(widthPx, heightPx);
  let partsRead = 0;
  for (const part of partsOf(source, level)) {
    const picture = await readOrPass(source, level, part);
    if (!picture) continue;
    pasteInto(canvas, picture, part.xPx, part.yPx);
    partsRead += 1;
  }
  return partsRead > 0 ? canvas : undefined;
}

/** What is damaged together: the fields of a folder, the tiles of a scan; in pixels of the level. */
function partsOf({ fields, levels }: SlideSource, level: number): BoxPx[] {
  const { widthPx, heightPx, downsample, tileWidthPx, tileHeightPx } = levels[level];
  if (fields.length > 1) {
    return fields.map(({ box }) => {
      const [xPx, yPx] = [Math.floor(box.xPx / downsample), Math.floor(box.yPx / downsample)];
      return { xPx, yPx, widthPx: Math.min(widthPx - xPx, Math.floor(box.widthPx / downsample)), heightPx: Math.min(heightPx - yPx, Math.floor(box.heightPx / downsample)) };
    }).filter((part) => part.widthPx > 0 && part.heightPx > 0);
  }
  const parts: BoxPx[] = [];
  for (let yPx = 0; yPx < heightPx; yPx += tileHeightPx) {
    for (let xPx = 0; xPx < widthPx; xPx += tileWidthPx) parts.push({ xPx, yPx, widthPx: Math.min(tileWidthPx, widthPx - xPx), heightPx: Math.min(tileHeightPx, heightPx - yPx) });
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
