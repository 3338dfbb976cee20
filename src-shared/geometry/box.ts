/** A rectangle in level-0 pixels; right and bottom edges are not part of it. May be fractional. */
export interface BoxPx { xPx: number; yPx: number; widthPx: number; heightPx: number }

/** What two boxes share; undefined where that is nothing. */
export function sharedBox(a: BoxPx, b: BoxPx): BoxPx | undefined {
  const xPx = Math.max(a.xPx, b.xPx);
  const yPx = Math.max(a.yPx, b.yPx);
  const widthPx = Math.min(a.xPx + a.widthPx, b.xPx + b.widthPx) - xPx;
  const heightPx = Math.min(a.yPx + a.heightPx, b.yPx + b.heightPx) - yPx;
  return widthPx > 0 && heightPx > 0 ? { xPx, yPx, widthPx, heightPx } : undefined;
}

/** Intersection over union of two boxes, 0 to 1. */
export function intersectionOverUnion(a: BoxPx, b: BoxPx): number {
  const both = sharedBox(a, b);
  if (!both) return 0;
  const shared = both.widthPx * both.heightPx;
  return shared / (a.widthPx * a.heightPx + b.widthPx * b.heightPx - shared);
}
