/**
 * Gaussian blur of a plane in place; the edge is repeated outward. Below 0.2 px nothing happens; the kernel reaches 2.2 standard
 * deviations, at most 24 px.
 */
export function blurPlane(plane: Float32Array, widthPx: number, heightPx: number, sigmaPx: number): void {
  if (sigmaPx < 0.2) return;
  const reach = Math.min(24, Math.max(1, Math.ceil(2.2 * sigmaPx))), kernel = new Float32Array(Math.max(4, reach + 1));
  let sum = 0;
  for (let k = 0; k <= reach; k++) {
    kernel[k] = Math.exp(-(k * k) / (2 * sigmaPx * sigmaPx));
    sum += k === 0 ? kernel[k] : 2 * kernel[k];
  }
  for (let k = 0; k <= reach; k++) kernel[k] /= sum;
  const alongRows = new Float32Array(plane.length);
  blurRows(plane, alongRows, widthPx, heightPx, kernel, Math.max(3, reach));
  blurColumns(alongRows, plane, widthPx, heightPx, kernel, Math.max(3, reach));
}

function blurRows(from: Float32Array, to: Float32Array, widthPx: number, heightPx: number, kernel: Float32Array, reach: number): void {
  const padded = new Float32Array(widthPx + 2 * reach), [k0, k1, k2, k3] = kernel;
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx;
    padded.fill(from[row], 0, reach);
    padded.set(from.subarray(row, row + widthPx), reach);
    padded.fill(from[row + widthPx - 1], reach + widthPx);
    // Most blurs reach three pixels: those are one pass.
    for (let x = 0, at = reach; x < widthPx; x++, at++) {
      to[row + x] = k0 * padded[at] + k1 * (padded[at - 1] + padded[at + 1]) + k2 * (padded[at - 2] + padded[at + 2])
        + k3 * (padded[at - 3] + padded[at + 3]);
    }
    for (let k = 4; k <= reach; k++) {
      for (let x = 0, at = reach; x < widthPx; x++, at++) to[row + x] += kernel[k] * (padded[at - k] + padded[at + k]);
    }
  }
}

/** Down the columns a whole row at a time, so that memory is read in order. */
function blurColumns(from: Float32Array, to: Float32Array, widthPx: number, heightPx: number, kernel: Float32Array, reach: number): void {
  const rowAt = (y: number) => Math.max(0, Math.min(heightPx - 1, y)) * widthPx, [k0, k1, k2, k3] = kernel;
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx, a1 = rowAt(y - 1), b1 = rowAt(y + 1), a2 = rowAt(y - 2), b2 = rowAt(y + 2), a3 = rowAt(y - 3), b3 = rowAt(y + 3);
    for (let x = 0; x < widthPx; x++) {
      to[row + x] = k0 * from[row + x] + k1 * (from[a1 + x] + from[b1 + x]) + k2 * (from[a2 + x] + from[b2 + x])
        + k3 * (from[a3 + x] + from[b3 + x]);
    }
    for (let k = 4; k <= reach; k++) {
      const above = rowAt(y - k), below = rowAt(y + k);
      for (let x = 0; x < widthPx; x++) to[row + x] += kernel[k] * (from[above + x] + from[below + x]);
    }
  }
}
