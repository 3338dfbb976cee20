import type { Plane } from './plane.ts';

export interface OrientedGradientsSettings {
  /** Side of a square cell, pixels. */
  readonly cellPx: number;
  /** Side of a square block, cells. */
  readonly blockCells: number;
  /** Bins of the half circle. */
  readonly orientations: number;
}

/** Graebel 2018: 50 pixels a cell, four cells a block; nine orientations by Dalal and Triggs. */
export const graebelGradients: OrientedGradientsSettings = { cellPx: 50, blockCells: 2, orientations: 9 };

/** Keeps a block without any gradient from division by zero; scikit-image's constant. */
const epsilon = 1e-5;

/**
 * Histograms of oriented gradients of one plane (Dalal and Triggs 2005), without interpolation between bins, blocks normalised by
 * L2-Hys. Of blocks row by row, in each its cells row by row, in each its orientations: the values and order of scikit-image's
 * `hog`, down to its sums in single precision.
 */
export function orientedGradients(plane: Plane, settings: OrientedGradientsSettings): Float64Array {
  const { blockCells, cellPx, orientations } = settings;
  const cellsAcross = Math.floor(plane.widthPx / cellPx), cellsDown = Math.floor(plane.heightPx / cellPx);
  const histograms = cellHistograms(plane, settings, cellsAcross, cellsDown);
  const blocksAcross = cellsAcross - blockCells + 1, blocksDown = cellsDown - blockCells + 1;
  if (blocksAcross < 1 || blocksDown < 1) throw new RangeError(`A picture of ${plane.widthPx} by ${plane.heightPx} px holds no block of ${blockCells} cells of ${cellPx} px`);
  const perBlock = blockCells * blockCells * orientations;
  const features = new Float64Array(blocksAcross * blocksDown * perBlock);
  for (let row = 0, at = 0; row < blocksDown; row++) {
    for (let column = 0; column < blocksAcross; column++, at += perBlock) {
      const block = features.subarray(at, at + perBlock);
      for (let y = 0, to = 0; y < blockCells; y++) {
        const from = ((row + y) * cellsAcross + column) * orientations;
        block.set(histograms.subarray(from, from + blockCells * orientations), to);
        to += blockCells * orientations;
      }
      normalizeBlock(block);
    }
  }
  return features;
}

/** L2-Hys: unit length, no value above 0.2, unit length again. */
function normalizeBlock(block: Float64Array): void {
  scaleBy(block, 1 / lengthOf(block));
  for (let i = 0; i < block.length; i++) if (block[i] > 0.2) block[i] = 0.2;
  scaleBy(block, 1 / lengthOf(block));
}

function lengthOf(block: Float64Array): number {
  let sum = 0;
  for (const value of block) sum += value * value;
  return Math.sqrt(sum + epsilon ** 2);
}

function scaleBy(block: Float64Array, factor: number): void {
  for (let i = 0; i < block.length; i++) block[i] *= factor;
}

/** Mean magnitude of the gradients of each cell in each bin of direction, 0 to 180 degrees. */
function cellHistograms({ widthPx, heightPx, values }: Plane, { cellPx, orientations }: OrientedGradientsSettings, cellsAcross: number, cellsDown: number): Float32Array {
  // Single precision rounds at each addition, as the reference does.
  const histograms = new Float32Array(cellsAcross * cellsDown * orientations);
  const binDegrees = 180 / orientations, degrees = 180 / Math.PI;
  for (let y = 0; y < cellsDown * cellPx; y++) {
    const cellRow = Math.floor(y / cellPx) * cellsAcross;
    const hasRows = y > 0 && y < heightPx - 1;
    for (let x = 0; x < cellsAcross * cellPx; x++) {
      const at = y * widthPx + x;
      const down = hasRows ? values[at + widthPx] - values[at - widthPx] : 0;
      const across = x > 0 && x < widthPx - 1 ? values[at + 1] - values[at - 1] : 0;
      if (down === 0 && across === 0) continue;
      let angle = Math.atan2(down, across) * degrees;
      if (angle < 0) angle += 180;
      // -0.0000… and 180 become 180, which is 0.
      const bin = angle >= 180 ? 0 : Math.floor(angle / binDegrees);
      histograms[(cellRow + Math.floor(x / cellPx)) * orientations + bin] += Math.sqrt(across * across + down * down);
    }
  }
  for (let i = 0; i < histograms.length; i++) histograms[i] /= cellPx * cellPx;
  return histograms;
}
