import { RandomSource } from './randomSource.ts';

/** Side of every table in samples; tables repeat without a seam. A power of two, so that indices wrap by masking. */
const side = 256;
const mask = side - 1;

function smoothed(source: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const pass = (from: Float32Array, stepX: number, stepY: number) => {
    const to = new Float32Array(side * side);
    for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) sum += kernel[k + reach] * from[(((y + k * stepY) & mask) << 8) | ((x + k * stepX) & mask)];
      to[(y << 8) | x] = sum;
    }
    return to;
  };
  return pass(pass(source, 1, 0), 0, 1);
}

/** Mean 0, standard deviation 1. */
function standardised(table: Float32Array): Float32Array {
  const mean = table.reduce((sum, value) => sum + value, 0) / table.length;
  const deviation = Math.sqrt(table.reduce((sum, value) => sum + (value - mean) ** 2, 0) / table.length);
  return table.map((value) => (value - mean) / deviation);
}

/** Distance to the nearest of one jittered point in each 8 x 8 samples, in units of 8 samples: 0 at a point to about 1.2. */
function nearestPointDistances(random: RandomSource): Float32Array {
  const cells = side / 8;
  const xs = new Float32Array(cells * cells), ys = new Float32Array(cells * cells);
  for (let i = 0; i < xs.length; i++) { xs[i] = random.unit(); ys[i] = random.unit(); }
  const table = new Float32Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
    const cellX = x >> 3, cellY = y >> 3;
    let nearest = 9;
    for (let j = -1; j <= 1; j++) for (let i = -1; i <= 1; i++) {
      const at = ((cellY + j + cells) % cells) * cells + ((cellX + i + cells) % cells);
      const dx = cellX + i + xs[at] - x / 8, dy = cellY + j + ys[at] - y / 8;
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    table[(y << 8) | x] = Math.sqrt(nearest);
  }
  return table;
}

const white = (random: RandomSource) => Float32Array.from({ length: side * side }, () => random.normal());

/** Cloudy noise, features about 4 samples wide; mean 0, standard deviation 1. */
export const clouds: Float32Array = standardised(smoothed(white(new RandomSource(11)), 2));
/** Distance to scattered points, 8 samples apart: granules near 0, the net between clumps near 1. */
export const scatteredPoints: Float32Array = nearestPointDistances(new RandomSource(12));
/** Grain without neighbours, for sensor noise; mean 0, standard deviation 1. */
export const grain: Float32Array = standardised(white(new RandomSource(13)));

/** Samples a table between its points, at any place: it repeats every 256 samples. */
export function sampleTable(table: Float32Array, x: number, y: number): number {
  const x0 = Math.floor(x), y0 = Math.floor(y);
  const fx = x - x0, fy = y - y0;
  const row0 = (y0 & mask) << 8, row1 = ((y0 + 1) & mask) << 8, left = x0 & mask, right = (x0 + 1) & mask;
  const top = table[row0 | left] + fx * (table[row0 | right] - table[row0 | left]);
  const low = table[row1 | left] + fx * (table[row1 | right] - table[row1 | left]);
  return top + fy * (low - top);
}
