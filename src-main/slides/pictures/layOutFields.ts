import type { BoxPx } from '#shared/geometry/box.ts';

/** White between fields: wider than a cell and a network's view of it at any usual scale, so that no field is seen from another. */
export const fieldGapPx = 128;

/**
 * Places for pictures beside one another in rows, in their order, in about a square. Each field's upper left corner; undefined where there is no
 * picture. The whole is as large as its fields, without a gap around it.
 */
export function layOutFields(sizes: readonly ({ readonly widthPx: number; readonly heightPx: number } | undefined)[]): { boxes: (BoxPx | undefined)[]; widthPx: number; heightPx: number } {
  const area = sizes.reduce((sum, size) => sum + (size ? (size.widthPx + fieldGapPx) * (size.heightPx + fieldGapPx) : 0), 0);
  const rowWidth = Math.sqrt(area);
  const boxes: (BoxPx | undefined)[] = [];
  let xPx = 0;
  let yPx = 0;
  let rowHeight = 0;
  let widthPx = 0;
  let heightPx = 0;
  for (const size of sizes) {
    if (!size) { boxes.push(undefined); continue; }
    if (xPx > 0 && xPx + size.widthPx > rowWidth) { xPx = 0; yPx += rowHeight + fieldGapPx; rowHeight = 0; }
    boxes.push({ xPx, yPx, widthPx: size.widthPx, heightPx: size.heightPx });
    widthPx = Math.max(widthPx, xPx + size.widthPx);
    heightPx = Math.max(heightPx, yPx + size.heightPx);
    rowHeight = Math.max(rowHeight, size.heightPx);
    xPx += size.widthPx + fieldGapPx;
  }
  return { boxes, widthPx, heightPx };
}
