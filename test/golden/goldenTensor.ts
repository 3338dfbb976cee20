/** What makeGradients.py keeps of a tensor. */
export interface TensorDigest { readonly shape: readonly number[]; readonly probes: readonly number[]; readonly sum: number; readonly squares: number }

const probeCount = 24;
const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** The same values as `wave` in makeGradients.py. */
export function wave(shape: readonly number[], seed: number, low: number, high: number, levels?: number): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, (_, index) => {
    const swing = Math.sin(seed * 78.233 + (index + 1) * 12.9898) * 43758.5453;
    let unit = swing - Math.floor(swing);
    if (levels) unit = Math.floor(unit * levels) / levels;
    return low + (high - low) * unit;
  });
}

/** The largest difference between a tensor and its reference, relative to the reference's root mean square. */
export function relativeError(values: Float32Array, shape: readonly number[], reference: TensorDigest): number {
  if (shape.join() !== reference.shape.join()) return Infinity;
  const last = values.length - 1;
  const places = [...new Set(Array.from({ length: probeCount }, (_, index) => Math.floor((index * last) / (probeCount - 1))))].sort((a, b) => a - b);
  const size = Math.sqrt(reference.squares / values.length);
  if (size === 0) return Math.max(0, ...values.map(Math.abs));
  const probed = places.map((place, index) => Math.abs(values[place] - reference.probes[index]) / size);
  let sum = 0;
  let squares = 0;
  for (const value of values) { sum += value; squares += value * value; }
  return Math.max(...probed, Math.abs(sum - reference.sum) / (size * values.length), Math.abs(squares - reference.squares) / reference.squares);
}
