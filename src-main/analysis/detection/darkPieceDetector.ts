import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { Detector } from './detector.ts';
import { referenceSizePx } from './detectorOutput.ts';

/** Green at or below this is part of a piece. */
const darkest = 190;

/** Boxes around the dark pieces of a picture, each piece four-connected. */
export function darkPieces({ widthPx, heightPx, rgb }: RgbPicture): BoxPx[] {
  const open = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => (rgb[3 * at + 1] <= darkest ? 1 : 0));
  const boxes: BoxPx[] = [];
  const waiting: number[] = [];
  const visit = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= widthPx || y >= heightPx || open[y * widthPx + x] === 0) return;
    open[y * widthPx + x] = 0;
    waiting.push(y * widthPx + x);
  };
  for (let start = 0; start < open.length; start += 1) {
    if (open[start] === 0) continue;
    let left = widthPx, right = 0, top = heightPx, bottom = 0;
    visit(start % widthPx, Math.floor(start / widthPx));
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const x = at % widthPx;
      const y = Math.floor(at / widthPx);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      visit(x - 1, y);
      visit(x + 1, y);
      visit(x, y - 1);
      visit(x, y + 1);
    }
    boxes.push({ xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top });
  }
  return boxes;
}

/**
 * A detector without a network, for tests: every dark piece is a nucleated cell, and a red cell where it is 11 to 23 px wide,
 * surest at 16 px, as the network knows red cells of about their true size alone.
 */
export const darkPieceDetector: Detector = {
  thresholds: { nucleatedCell: 0.5, redCell: 0.4, platelet: 0.4 },
  detect(picture) {
    const boxes = darkPieces(picture);
    const redScore = (box: BoxPx) => Math.exp(-((Math.log(Math.sqrt(box.widthPx * box.heightPx) / referenceSizePx.redCell) / 0.3) ** 2));
    return Promise.resolve({
      nucleated: boxes.map((box) => ({ box, score: 0.9 })),
      redCells: boxes.map((box) => ({ box, score: redScore(box) })).filter(({ score }) => score > 0.4),
      platelets: [],
    });
  },
};
