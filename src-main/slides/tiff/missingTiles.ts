import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import type { MissingTiles } from '../slideSource.ts';
import type { TiffPage } from './tiffPage.ts';

/** The blocks of level 0 of which the file lists no bytes, by its directory alone; undefined where none is missing. `levelsStored`, 1 or more, are in the file. */
export function missingTilesOf(page: TiffPage, levelsStored: number): MissingTiles | undefined {
  const { columns, rows, byteCounts, blockWidthPx, blockHeightPx, widthPx, heightPx } = page;
  const outOf = columns * rows;
  const planes = page.planarConfiguration === 2 ? page.samplesPerPixel : 1;
  const isMissing = (index: number): boolean => {
    for (let plane = 0; plane < planes; plane += 1) if (byteCounts[plane * outOf + index] === 0) return true;
    return false;
  };
  let count = 0;
  for (let index = 0; index < outOf; index += 1) if (isMissing(index)) count += 1;
  if (count === 0) return undefined;
  return {
    count, outOf, shownFromLevel: levelsStored > 1 ? 1 : undefined,
    within: (box) => {
      const inside = sharedBox(box, { xPx: 0, yPx: 0, widthPx, heightPx });
      const found: BoxPx[] = [];
      if (!inside) return found;
      for (let row = Math.floor(inside.yPx / blockHeightPx); row * blockHeightPx < inside.yPx + inside.heightPx; row += 1) {
        for (let column = Math.floor(inside.xPx / blockWidthPx); column * blockWidthPx < inside.xPx + inside.widthPx; column += 1) {
          const [xPx, yPx] = [column * blockWidthPx, row * blockHeightPx];
          if (isMissing(row * columns + column)) found.push({ xPx, yPx, widthPx: Math.min(blockWidthPx, widthPx - xPx), heightPx: Math.min(blockHeightPx, heightPx - yPx) });
        }
      }
      return found;
    },
  };
}
