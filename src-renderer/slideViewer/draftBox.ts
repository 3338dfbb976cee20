import type { BoxPx } from '#shared/geometry/box.ts';

/** Edges and corners of a box by compass point, as it lies on the slide; `all` moves it whole. */
export type BoxHandle = 'nw' | 'ne' | 'sw' | 'se' | 'all';

/** No box is made smaller than this, level-0 pixels: smaller ones can't be seen or taken hold of. */
const smallestPx = 4;

/** The box between two points, in any order. */
export function boxBetween(x0: number, y0: number, x1: number, y1: number): BoxPx {
  return { xPx: Math.min(x0, x1), yPx: Math.min(y0, y1), widthPx: Math.abs(x1 - x0), heightPx: Math.abs(y1 - y0) };
}

/** A square around a point. */
export function boxAround(xPx: number, yPx: number, sidePx: number): BoxPx {
  return { xPx: xPx - sidePx / 2, yPx: yPx - sidePx / 2, widthPx: sidePx, heightPx: sidePx };
}

/** The box with one of its handles drawn by so many level-0 pixels; the opposite corner stays, and the box never turns inside out. */
export function pullBox(box: BoxPx, handle: BoxHandle, dxPx: number, dyPx: number): BoxPx {
  if (handle === 'all') return { ...box, xPx: box.xPx + dxPx, yPx: box.yPx + dyPx };
  const right = box.xPx + box.widthPx;
  const bottom = box.yPx + box.heightPx;
  const isWest = handle === 'nw' || handle === 'sw';
  const isNorth = handle === 'nw' || handle === 'ne';
  const xPx = isWest ? Math.min(box.xPx + dxPx, right - smallestPx) : box.xPx;
  const yPx = isNorth ? Math.min(box.yPx + dyPx, bottom - smallestPx) : box.yPx;
  const widthPx = isWest ? right - xPx : Math.max(smallestPx, box.widthPx + dxPx);
  const heightPx = isNorth ? bottom - yPx : Math.max(smallestPx, box.heightPx + dyPx);
  return { xPx, yPx, widthPx, heightPx };
}

/** The box moved so that it lies on the slide, and cut where it is larger. */
export function boxOnSlide(box: BoxPx, slideWidthPx: number, slideHeightPx: number): BoxPx {
  const widthPx = Math.min(box.widthPx, slideWidthPx);
  const heightPx = Math.min(box.heightPx, slideHeightPx);
  return { xPx: Math.min(Math.max(0, box.xPx), slideWidthPx - widthPx), yPx: Math.min(Math.max(0, box.yPx), slideHeightPx - heightPx), widthPx, heightPx };
}
