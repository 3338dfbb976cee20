/** A rectangle in level-0 pixels; right and bottom edges are not part of it. May be fractional. */
export interface BoxPx { xPx: number; yPx: number; widthPx: number; heightPx: number }

/** Intersection over union of two boxes, 0 to 1. */
export function intersectionOverUnion(a: BoxPx, b: BoxPx): number {
  const w = Math.min(a.xPx + a.widthPx, b.xPx + b.widthPx) - Math.max(a.xPx, b.xPx);
  const h = Math.min(a.yPx + a.heightPx, b.yPx + b.heightPx) - Math.max(a.yPx, b.yPx);
  if (w <= 0 || h <= 0) return 0;
  const shared = w * h;
  return shared / (a.widthPx * a.heightPx + b.widthPx * b.heightPx - shared);
}
