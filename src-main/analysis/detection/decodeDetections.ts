import type { FloatTensor } from '#main/inference/modelRunner.ts';
import type { DetectedCell } from '#main/analysis/cells.ts';
import type { DetectedKind } from './detectorOutput.ts';
import { detectedKinds, outputStridePx, referenceSizePx } from './detectorOutput.ts';

/** Logarithms of size are held within a factor of about 5, so that a wild value can't give an endless box. */
const largestLogSize = 1.6;

/** Heat of the network is a logit; scores are 0 to 1. */
function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Whether a place holds the largest heat of its 3 x 3 neighbourhood; of equal neighbours the first in reading order wins. */
function isPeak(heat: Float32Array, plane: number, row: number, column: number, rows: number, columns: number): boolean {
  const here = heat[plane + row * columns + column];
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const y = row + dy;
      const x = column + dx;
      if ((dx === 0 && dy === 0) || x < 0 || y < 0 || x >= columns || y >= rows) continue;
      const there = heat[plane + y * columns + x];
      const earlier = dy < 0 || (dy === 0 && dx < 0);
      if (there > here || (earlier && there === here)) return false;
    }
  }
  return true;
}

/**
 * Boxes of one kind of cell from the network's output for one picture of a batch: a box for each peak of heat whose score
 * is at least `lowestScore`, in detector pixels, unsorted and before doubles are taken away.
 */
export function decodeDetections(
  output: { readonly heat: FloatTensor; readonly boxes: FloatTensor },
  kind: DetectedKind,
  lowestScore: number,
  batchIndex = 0,
): DetectedCell[] {
  const [, kinds, rows, columns] = output.heat.shape;
  const kindIndex = detectedKinds.indexOf(kind);
  const size = rows * columns;
  const heatPlane = (batchIndex * kinds + kindIndex) * size;
  const boxPlane = (batchIndex * kinds + kindIndex) * 4 * size;
  const lowestLogit = Math.log(lowestScore / (1 - lowestScore));
  const reference = referenceSizePx[kind];
  const found: DetectedCell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const place = row * columns + column;
      const logit = output.heat.data[heatPlane + place];
      if (!(logit >= lowestLogit) || !isPeak(output.heat.data, heatPlane, row, column, rows, columns)) continue;
      const value = (channel: number) => output.boxes.data[boxPlane + channel * size + place];
      const clampedSize = (log: number) => reference * Math.exp(Math.max(-largestLogSize, Math.min(largestLogSize, log)));
      const widthPx = clampedSize(value(2));
      const heightPx = clampedSize(value(3));
      const middleX = (column + 0.5 + value(0)) * outputStridePx;
      const middleY = (row + 0.5 + value(1)) * outputStridePx;
      found.push({ box: { xPx: middleX - widthPx / 2, yPx: middleY - heightPx / 2, widthPx, heightPx }, score: sigmoid(logit) });
    }
  }
  return found;
}
