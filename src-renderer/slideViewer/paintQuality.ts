import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { qualityLook } from './qualityLook.ts';
import { affineMap, slideBoxOf, toScreen } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

/** CSS pixels of a block from which it carries its letter. */
const smallestLettered = 18;

/** Paints what low power saw over the slide, block by block, as far as it is in view. */
export function paintQuality(context: CanvasRenderingContext2D, view: ViewTransform, pixelRatio: number, { columns, rows, blockWidthPx, blockHeightPx, kinds }: NonNullable<SlideDescription['qualityMap']>): void {
  const seen = slideBoxOf(view);
  const first = (start: number, length: number): number => Math.max(0, Math.floor(start / length));
  const last = (end: number, length: number, count: number): number => Math.min(count, Math.ceil(end / length));
  const { a, b, c, d, e, f } = affineMap(view, pixelRatio);
  const withLetters = Math.min(blockWidthPx, blockHeightPx) * view.scale >= smallestLettered;
  context.save();
  context.font = `600 ${13 * pixelRatio}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = first(seen.yPx, blockHeightPx); row < last(seen.yPx + seen.heightPx, blockHeightPx, rows); row++) {
    for (let column = first(seen.xPx, blockWidthPx); column < last(seen.xPx + seen.widthPx, blockWidthPx, columns); column++) {
      const kind = kinds[row * columns + column];
      if (kind === undefined || kind === '') continue;
      const look = qualityLook(kind);
      context.setTransform(a, b, c, d, e, f);
      context.fillStyle = look.fill;
      context.fillRect(column * blockWidthPx, row * blockHeightPx, blockWidthPx, blockHeightPx);
      if (!withLetters || look.letter === '') continue;
      const { x, y } = toScreen(view, (column + 0.5) * blockWidthPx, (row + 0.5) * blockHeightPx);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = '#000000';
      context.fillText(look.letter, x * pixelRatio, y * pixelRatio);
    }
  }
  context.restore();
}
