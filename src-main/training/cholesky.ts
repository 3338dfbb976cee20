/** Lower-triangular L with L Lᵀ = the matrix, of which only the lower half is read. */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = matrix[j * n + k];
      for (let i = 0; i < k; i++) sum -= lower[j * n + i] * lower[k * n + i];
      lower[j * n + k] = j === k ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[k * n + k];
    }
  }
  return lower;
}

/** Solves C x = b for a symmetric positive C of which only the lower half is read. */
export function solveSymmetric(c: Float64Array, n: number, b: Float64Array): Float64Array {
  const lower = cholesky(c, n), x = Float64Array.from(b);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) x[j] -= lower[j * n + k] * x[k];
    x[j] /= lower[j * n + j];
  }
  for (let j = n - 1; j >= 0; j--) {
    for (let k = j + 1; k < n; k++) x[j] -= lower[k * n + j] * x[k];
    x[j] /= lower[j * n + j];
  }
  return x;
}
