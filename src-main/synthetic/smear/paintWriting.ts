import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** Capitals on a raster of 5 x 7, one number a row, highest bit left. */
const letters: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17], C: [14, 17, 16, 16, 16, 17, 14], E: [31, 16, 16, 30, 16, 16, 31], H: [17, 17, 17, 31, 17, 17, 17],
    I: [14, 4, 4, 4, 4, 4, 14],
  L: [16, 16, 16, 16, 16, 16, 31], M: [17, 27, 21, 21, 17, 17, 17], N: [17, 25, 21, 19, 17, 17, 17], O: [14, 17, 17, 17, 17, 17, 14],
    P: [30, 17, 17, 30, 16, 16, 16],
  S: [15, 16, 16, 14, 1, 1, 30], T: [31, 4, 4, 4, 4, 4, 4], Y: [17, 17, 10, 4, 4, 4, 4], ',': [0, 0, 0, 0, 6, 4, 8], ' ': [0, 0, 0, 0, 0, 0, 0],
};

/** What every drawn smear says of itself. */
export const smearWriting = 'SYNTHETIC SAMPLE, NOT A PATIENT';

/** Side of one raster point so that the writing is `fullWidthPx` wide, and the height it takes. */
export function sizeWriting(fullWidthPx: number): { pointPx: number; heightPx: number } {
  const pointPx = Math.max(1, Math.floor(fullWidthPx / (6 * smearWriting.length)));
  return { pointPx, heightPx: 7 * pointPx };
}

/** Writes onto a strip of the slide whose first row is `stripTopPx`, with the upper left corner of the writing at (leftPx, topPx) of the slide. */
export function paintWriting(strip: RgbPicture, stripTopPx: number, leftPx: number, topPx: number, pointPx: number): void {
  for (let y = 0; y < strip.heightPx; y++) {
    const row = Math.floor((y + stripTopPx - topPx) / pointPx);
    if (row < 0 || row > 6) continue;
    for (let place = 0; place < smearWriting.length; place++) {
      const bits = letters[smearWriting[place]][row];
      for (let column = 0; column < 5; column++) {
        if ((bits >> (4 - column) & 1) === 0) continue;
        const from = leftPx + (place * 6 + column) * pointPx;
        for (let x = from; x < Math.min(from + pointPx, strip.widthPx); x++) strip.rgb.set([70, 70, 80], 3 * (y * strip.widthPx + x));
      }
    }
  }
}
