import { cellState } from '#shared/contract/cellCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CellInks } from './cellInks.ts';
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
  readonly inks: CellInks;
  readonly letters: LetterStamps;
}

const uncounted = cellState.removed | cellState.excluded | cellState.beyondTarget;
/** How much of a side is drawn from each corner of a box that no person has named. */
const cornerShare = 0.28;

/** Paints the rows into the sheet, within its clip. A named cell has a whole box, a machine's call only the corners of one. */
export function paintCells(sheet: PixelSheet, rows: ArrayLike<number>, painting: CellPainting): void {
  const look = cellLook(painting.typicalSide);
  if (look === 'dots') paintDots(sheet, rows, painting);
  else paintBoxes(sheet, rows, painting, look === 'letters');
}

function paintDots(sheet: PixelSheet, rows: ArrayLike<number>, { columns, shown, map: { a, b, c, d, e, f }, pixelRatio, typicalSide, inks }: CellPainting): void {
  const { boxes, codes, states } = columns;
  const side = Math.round(dotSide(typicalSide) * pixelRatio);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!shown[row]) continue;
    const xPx = boxes[row * 4] + boxes[row * 4 + 2] / 2;
    const yPx = boxes[row * 4 + 1] + boxes[row * 4 + 3] / 2;
    sheet.dot(a * xPx + c * yPx + e, b * xPx + d * yPx + f, side, states[row] & uncounted ? inks.uncounted : inks.fills[codes[row]]);
  }
}

/** Corners of the box being painted, as x and y by turns: kept between calls, since thousands are painted a frame. */
const corners = new Float64Array(8);

function paintBoxes(sheet: PixelSheet, rows: ArrayLike<number>, painting: CellPainting, withLetters: boolean): void {
  const { columns: { boxes, codes, states }, shown, map: { a, b, c, d, e, f }, pixelRatio, inks, letters } = painting;
  const thickness = Math.max(1, Math.round((withLetters ? 2 : 1.5) * pixelRatio));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!shown[row]) continue;
    const x0 = boxes[row * 4];
    const y0 = boxes[row * 4 + 1];
    const x1 = x0 + boxes[row * 4 + 2];
    const y1 = y0 + boxes[row * 4 + 3];
    corners[0] = a * x0 + c * y0 + e; corners[1] = b * x0 + d * y0 + f;
    corners[2] = a * x1 + c * y0 + e; corners[3] = b * x1 + d * y0 + f;
    corners[4] = a * x1 + c * y1 + e; corners[5] = b * x1 + d * y1 + f;
    corners[6] = a * x0 + c * y1 + e; corners[7] = b * x0 + d * y1 + f;
    const state = states[row];
    const code = codes[row];
    const ink = state & uncounted ? inks.uncounted : inks.fills[code];
    const share = state & cellState.reviewed ? 0.5 : cornerShare;
    paintCorners(sheet, share, thickness + 2 * Math.max(1, Math.round(pixelRatio / 2)), inks.borders[code]);
    paintCorners(sheet, share, thickness, ink);
    if (state & cellState.removed) sheet.line(corners[0], corners[1], corners[4], corners[5], thickness, ink);
    if (withLetters) {
      const stamp = (state & cellState.reviewed ? letters.named : letters.machine)[code];
      sheet.stamp(stamp, Math.min(corners[0], corners[2], corners[4], corners[6]) - thickness, Math.min(corners[1], corners[3], corners[5], corners[7]) - stamp.height);
    }
  }
}

/** From each corner towards its neighbours, `share` of the way: at 0.5 the lines meet. */
function paintCorners(sheet: PixelSheet, share: number, thickness: number, colour: number): void {
  for (let corner = 0; corner < 8; corner += 2) {
    const next = (corner + 2) & 7;
    const x0 = corners[corner];
    const y0 = corners[corner + 1];
    const x1 = corners[next];
    const y1 = corners[next + 1];
    if (share === 0.5) { sheet.line(x0, y0, x1, y1, thickness, colour); continue; }
    const dx = (x1 - x0) * share;
    const dy = (y1 - y0) * share;
    sheet.line(x0, y0, x0 + dx, y0 + dy, thickness, colour);
    sheet.line(x1 - dx, y1 - dy, x1, y1, thickness, colour);
  }
}
