/** Gaussian blur of a plane in place; the edge is repeated outward. Below 0.2 px nothing happens. */
export function blurPlane(plane: Float32Array, widthPx: number, heightPx: number, sigmaPx: number): void {
  if (sigmaPx < 0.2) return;
  const reach = Math.min(24, Math.max(1, Math.ceil(2.2 * sigmaPx))), kernel = new Float32Array(reach + 1);
  let sum = 0;
  for (let k = 0; k <= reach; k++) { kernel[k] = Math.exp(-(k * k) / (2 * sigmaPx * sigmaPx)); sum += k === 0 ? kernel[k] : 2 * kernel[k]; }
  for (let k = 0; k <= reach; k++) kernel[k] /= sum;
  const padded = new Float32Array(widthPx + 2 * reach), middle = kernel[0];
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx;
    padded.fill(plane[row], 0, reach);
    padded.set(plane.subarray(row, row + widthPx), reach);
    padded.fill(plane[row + widthPx - 1], reach + widthPx);
    for (let x = 0; x < widthPx; x++) plane[row + x] = middle * padded[x + reach];
    for (let k = 1; k <= reach; k++) {
      const weight = kernel[k], before = reach - k, after = reach + k;
      for (let x = 0; x < widthPx; x++) plane[row + x] += weight * (padded[before + x] + padded[after + x]);
    }
  }
  // Down the columns a whole row at a time, so that memory is read in order.
  const from = plane.slice();
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x++) plane[row + x] = middle * from[row + x];
    for (let k = 1; k <= reach; k++) {
      const weight = kernel[k], above = Math.max(0, y - k) * widthPx, below = Math.min(heightPx - 1, y + k) * widthPx;
      for (let x = 0; x < widthPx; x++) plane[row + x] += weight * (from[above + x] + from[below + x]);
    }
  }
}
