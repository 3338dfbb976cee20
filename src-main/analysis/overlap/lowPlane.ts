/** One colour of a picture, made small: its light against that of its surroundings, in 1/24 of its standard deviation, cut to one byte. */
export interface LowPlane { readonly widthPx: number; readonly heightPx: number; readonly values: Int8Array }

/** Half sides of the squares over which light is averaged: what is smaller than the first is noise, what is larger than the second is the lamp. */
const grainPx = 1;
const surroundingsPx = 20;
const unitsPerDeviation = 24;
/** Of 255. A picture whose light varies less shows dust and the grain of the camera, which are the same in all pictures; with cells in it, 10 at least. */
const leastDeviation = 4;

/** Sums over all rectangles from the upper left corner, with a row and a column of zeros before them. */
function summed(values: ArrayLike<number>, widthPx: number, heightPx: number): Float64Array {
  const sums = new Float64Array((widthPx + 1) * (heightPx + 1));
  for (let y = 0; y < heightPx; y += 1) {
    let row = 0;
    for (let x = 0; x < widthPx; x += 1) {
      row += values[y * widthPx + x];
      sums[(y + 1) * (widthPx + 1) + x + 1] = sums[y * (widthPx + 1) + x + 1] + row;
    }
  }
  return sums;
}

/** The mean of a square about each pixel, cut to the picture. */
export function squareMeans(values: ArrayLike<number>, widthPx: number, heightPx: number, reachPx: number): Float32Array {
  const sums = summed(values, widthPx, heightPx), across = widthPx + 1;
  const means = new Float32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const top = Math.max(0, y - reachPx), bottom = Math.min(heightPx, y + reachPx + 1);
    for (let x = 0; x < widthPx; x += 1) {
      const left = Math.max(0, x - reachPx), right = Math.min(widthPx, x + reachPx + 1);
      const sum = sums[bottom * across + right] - sums[top * across + right] - sums[bottom * across + left] + sums[top * across + left];
      means[y * widthPx + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** Of a small picture of one colour, `light` row by row, 0 to 255. One in which nothing is to be seen stays zero. */
export function lowPlane(light: Float32Array, widthPx: number, heightPx: number): LowPlane {
  const fine = squareMeans(light, widthPx, heightPx, grainPx), around = squareMeans(light, widthPx, heightPx, surroundingsPx);
  let squares = 0;
  for (let at = 0; at < fine.length; at += 1) {
    fine[at] -= around[at];
    squares += fine[at] ** 2;
  }
  const deviation = Math.sqrt(squares / Math.max(1, fine.length)), scale = deviation < leastDeviation ? 0 : unitsPerDeviation / deviation;
  return { widthPx, heightPx, values: Int8Array.from(fine, (value) => Math.max(-127, Math.min(127, Math.round(scale * value)))) };
}
