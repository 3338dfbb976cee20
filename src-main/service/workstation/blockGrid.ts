import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import type { QualityMap } from '#main/analysis/regions/regionChoice.ts';

/** A grid finer than this is no map any more. */
const mostColumns = 400;

/**
 * What low power saw of a slide as a grid over its whole level 0, row by row; an empty kind where nothing was judged. A scan's
 * blocks lie on such a grid already; fields of a folder lie anywhere, and get one fine enough to show their edges. Undefined
 * where nothing was judged at all.
 */
export function blockGrid(stored: string, { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): SlideDescription['qualityMap'] {
  const { blocks } = JSON.parse(stored) as QualityMap;
  if (blocks.length === 0) return undefined;
  const [wide, high] = [Math.max(...blocks.map(({ box }) => box.widthPx)), Math.max(...blocks.map(({ box }) => box.heightPx))];
  const isGrid = blocks.every(({ box }) => box.xPx % wide === 0 && box.yPx % high === 0);
  const blockWidthPx = isGrid ? wide : Math.max(wide / 4, widthPx / mostColumns);
  const blockHeightPx = isGrid ? high : Math.max(high / 4, heightPx / mostColumns);
  const [columns, rows] = [Math.ceil(widthPx / blockWidthPx), Math.ceil(heightPx / blockHeightPx)];
  const kinds = new Array<string>(columns * rows).fill('');
  for (const { box, quality } of blocks) {
    // A place of the grid is what lies at its middle; a narrow rest at the edge is at least the place it begins in.
    const [firstColumn, firstRow] = [Math.ceil(box.xPx / blockWidthPx - 0.5), Math.ceil(box.yPx / blockHeightPx - 0.5)];
    const lastColumn = Math.min(columns, Math.max(firstColumn + 1, Math.ceil((box.xPx + box.widthPx) / blockWidthPx - 0.5)));
    const lastRow = Math.min(rows, Math.max(firstRow + 1, Math.ceil((box.yPx + box.heightPx) / blockHeightPx - 0.5)));
    for (let row = firstRow; row < lastRow; row++) kinds.fill(quality, row * columns + firstColumn, row * columns + lastColumn);
  }
  return { columns, rows, blockWidthPx, blockHeightPx, kinds };
}
