import * as v from 'valibot';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { boxPx } from '#shared/contract/parts.ts';

/** What of a kept quality map is shown. */
const keptMap = v.object({ blocks: v.array(v.object({ box: boxPx, quality: v.string() })) });

/** A grid finer than this is no map any more. */
const mostColumns = 400;

/**
 * What low power saw of a slide as a grid over its whole level 0, row by row; an empty kind where nothing was judged. A scan's
 * blocks lie on such a grid already; fields of a folder lie anywhere, and get one fine enough to show their edges. Undefined
 * where nothing was judged at all, or the map was kept in another form.
 */
export function blockGrid(stored: string, { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): SlideDescription['qualityMap'] {
  const read = v.safeParse(keptMap, JSON.parse(stored));
  if (!read.success || read.output.blocks.length === 0) return undefined;
  const { blocks } = read.output;
  const [wide, high] = [Math.max(...blocks.map(({ box }) => box.widthPx)), Math.max(...blocks.map(({ box }) => box.heightPx))];
  // The last block of a row may be wider than the others.
  const [across, down] = [Math.min(wide, ...blocks.flatMap(({ box: { xPx } }) => (xPx > 0 ? [xPx] : []))), Math.min(high, ...blocks.flatMap(({ box: { yPx } }) => (yPx > 0 ? [yPx] : [])))];
  const isGrid = blocks.every(({ box }) => box.xPx % across === 0 && box.yPx % down === 0);
  const blockWidthPx = isGrid ? across : Math.max(wide / 4, widthPx / mostColumns);
  const blockHeightPx = isGrid ? down : Math.max(high / 4, heightPx / mostColumns);
  const [columns, rows] = [Math.ceil(widthPx / blockWidthPx), Math.ceil(heightPx / blockHeightPx)];
  const kinds = new Array<string>(columns * rows).fill('');
  for (const { box, quality } of blocks) {
    // A place of the grid is what lies at its middle; a block is at least the place it begins in, and one at the slide's edge reaches up to there.
    const [firstColumn, firstRow] = [Math.ceil(box.xPx / blockWidthPx - 0.5), Math.ceil(box.yPx / blockHeightPx - 0.5)];
    const [rightPx, bottomPx] = [box.xPx + box.widthPx, box.yPx + box.heightPx];
    const lastColumn = rightPx >= widthPx ? columns : Math.min(columns, Math.max(firstColumn + 1, Math.ceil(rightPx / blockWidthPx - 0.5)));
    const lastRow = bottomPx >= heightPx ? rows : Math.min(rows, Math.max(firstRow + 1, Math.ceil(bottomPx / blockHeightPx - 0.5)));
    for (let row = firstRow; row < lastRow; row++) kinds.fill(quality, row * columns + firstColumn, row * columns + lastColumn);
  }
  return { columns, rows, blockWidthPx, blockHeightPx, kinds };
}
