const side = 8;

/** cos((2x + 1) u pi / 16) with the factor that makes the transform orthonormal: row u, column x. */
const cosines = Float64Array.from({ length: side * side }, (_, i) => {
  const u = Math.floor(i / side);
  return Math.sqrt((u === 0 ? 1 : 2) / side) * Math.cos(((2 * (i % side) + 1) * u * Math.PI) / (2 * side));
});

/**
 * Rounds the cosine coefficients of each block of 8 x 8, coarser for finer detail, as JPEG does (ITU-T T.81, annex A): the
 * step grows from `4 strength` by `3 strength` with each frequency, close to the luminance table of its annex K.
 *
 * @param planes three planes of `sidePx` squared values, 0 to 255; `sidePx` a multiple of 8
 * @param strength 1 is about quality 75 to 80
 */
export function roundLikeJpeg(planes: Float32Array, sidePx: number, strength: number): void {
  const block = new Float64Array(side * side);
  const half = new Float64Array(side * side);
  for (let start = 0; start < planes.length; start += sidePx * side) {
    for (let column = 0; column < sidePx; column += side) {
      for (let i = 0; i < block.length; i += 1) block[i] = planes[start + Math.floor(i / side) * sidePx + column + (i % side)];
      multiply(cosines, block, half, false);
      multiply(half, cosines, block, true);
      for (let i = 0; i < block.length; i += 1) {
        const step = strength * (4 + 3 * (Math.floor(i / side) + (i % side)));
        block[i] = Math.round(block[i] / step) * step;
      }
      multiplyTransposed(block, half);
      for (let i = 0; i < block.length; i += 1) planes[start + Math.floor(i / side) * sidePx + column + (i % side)] = half[i];
    }
  }
}

/** result = a b, or a b-transposed, of 8 x 8. */
function multiply(a: Float64Array, b: Float64Array, result: Float64Array, transposed: boolean): void {
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      let sum = 0;
      for (let k = 0; k < side; k += 1) sum += a[row * side + k] * (transposed ? b[column * side + k] : b[k * side + column]);
      result[row * side + column] = sum;
    }
  }
}

/** result = cosines-transposed block cosines: back from coefficients to pixels. */
function multiplyTransposed(block: Float64Array, result: Float64Array): void {
  const between = new Float64Array(side * side);
  multiply(block, cosines, between, false);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      let sum = 0;
      for (let k = 0; k < side; k += 1) sum += cosines[k * side + row] * between[k * side + column];
      result[row * side + column] = sum;
    }
  }
}
