import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CellIndex } from './cellIndex.ts';
import { borderInks, firstClassInk, uncountedInk } from './cellInks.ts';
import { cellLook, dotSide } from './cellLook.ts';
import type { LetterStamps } from './letterStamps.ts';
import type { PixelSheet } from './pixelSheet.ts';
import type { AffineMap } from './viewTransform.ts';

export interface CellPainting {
  readonly columns: CellColumns;
  /** One byte a row: whether the filter shows it. */
  readonly shown: Uint8Array;
  /** Level-0 pixels to device pixels of the sheet. */
  readonly map: AffineMap;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
  /** Side of a typical cell, CSS pixels. */
  readonly typicalSide: number;
  readonly letters: LetterStamps;
}

const uncounted = cellState.removed | cellState.excluded | cellState.beyondTarget;
/** How much of a side is drawn from each corner of a box that no person has named. */
const cornerShare = 0.28;

/** Paints cells too small for a box. `places`: as the index gives them, near each other in memory where they are on the slide. */
export function paintDots(sheet: PixelSheet, places: readonly number[], { middles, rowOfPlace }: Pick<CellIndex, 'middles' | 'rowOfPlace'>, { columns: { codes, states }, shown, map: { a, b, c, d, e, f }, pixelRatio, typicalSide }: CellPainting): void {
  const side = Math.round(dotSide(typicalSide) * pixelRatio);
  // To the dot's upper left corner, rounded: `| 0` alone cuts off.
  const toCorner = 0.5 - side / 2;
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const row = rowOfPlace[place];
    if (shown[row] === 0) continue;
    const xPx = middles[place * 2];
    const yPx = middles[place * 2 + 1];
    const left = (a * xPx + c * yPx + e + toCorner) | 0;
    const top = (b * xPx + d * yPx + f + toCorner) | 0;
    sheet.square(left, top, side, states[row] & uncounted ? uncountedInk : firstClassInk + codes[row]);
  }
}

/** Corners of the box being painted, as x and y by turns: kept between calls, since thousands are painted a frame. */
const corners = new Int32Array(8);

/** Paints the rows' boxes, in their order. A named cell has a whole box, a machine's call only the corners of one. */
export function paintBoxes(sheet: PixelSheet, rows: ArrayLike<number>, painting: CellPainting): void {
  const withLetters = cellLook(painting.typicalSide) === 'letters';
  const { columns: { boxes, codes, states }, shown, map: { a, b, c, d, e, f }, pixelRatio, letters } = painting;
  const thickness = Math.max(1, Math.round((withLetters ? 2 : 1.5) * pixelRatio));
  const bordered = thickness + 2 * Math.max(1, Math.round(pixelRatio / 2));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (shown[row] === 0) continue;
    const x0 = boxes[row * 4];
    const y0 = boxes[row * 4 + 1];
    const x1 = x0 + boxes[row * 4 + 2];
    const y1 = y0 + boxes[row * 4 + 3];
    corners[0] = Math.round(a * x0 + c * y0 + e); corners[1] = Math.round(b * x0 + d * y0 + f);
    corners[2] = Math.round(a * x1 + c * y0 + e); corners[3] = Math.round(b * x1 + d * y0 + f);
    corners[4] = Math.round(a * x1 + c * y1 + e); corners[5] = Math.round(b * x1 + d * y1 + f);
    corners[6] = Math.round(a * x0 + c * y1 + e); corners[7] = Math.round(b * x0 + d * y1 + f);
    const state = states[row];
    const code = codes[row];
    const ink = state & uncounted ? uncountedInk : firstClassInk + code;
    const isNamed = (state & cellState.reviewed) !== 0;
    paintOutline(sheet, isNamed, bordered, borderInks[code]);
    paintOutline(sheet, isNamed, thickness, ink);
    if (state & cellState.removed) sheet.line(corners[0], corners[1], corners[4], corners[5], thickness, ink);
    if (withLetters) {
      const stamp = (isNamed ? letters.named : letters.machine)[code];
      sheet.stamp(stamp, Math.min(corners[0], corners[2], corners[4], corners[6]) - thickness, Math.min(corners[1], corners[3], corners[5], corners[7]) - stamp.height);
    }
  }
}

/** The whole outline of `corners`, or from each corner a part of the way to its neighbours. */
function paintOutline(sheet: PixelSheet, isWhole: boolean, thickness: number, ink: number): void {
  for (let corner = 0; corner < 8; corner += 2) {
    const next = (corner + 2) & 7;
    const x0 = corners[corner];
    const y0 = corners[corner + 1];
    const x1 = corners[next];
    const y1 = corners[next + 1];
    if (isWhole) { sheet.line(x0, y0, x1, y1, thickness, ink); continue; }
    const dx = Math.round((x1 - x0) * cornerShare);
    const dy = Math.round((y1 - y0) * cornerShare);
    sheet.line(x0, y0, x0 + dx, y0 + dy, thickness, ink);
    sheet.line(x1 - dx, y1 - dy, x1, y1, thickness, ink);
  }
}
