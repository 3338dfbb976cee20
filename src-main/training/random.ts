/** A stream of random numbers that is the same for the same seed on every machine. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  next(): number;
  /** From the standard normal distribution. */
  normal(): number;
}

/** A counter-based generator (splitmix-style mixing of a 32-bit state); a purpose sets streams of one seed apart. */
export function randomStream(seed: number, purpose = ''): RandomStream {
  let state = seed >>> 0;
  for (let index = 0; index < purpose.length; index++) state = Math.imul(state ^ purpose.charCodeAt(index), 0x01000193) >>> 0;
  const word = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const next = () => word() / 0x1_0000_0000;
  // Box and Muller's method.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return { next, normal };
}

/** Values from a normal distribution of mean 0 and this standard deviation. */
export function normalValues(count: number, standardDeviation: number, random: RandomStream): Float32Array {
  return Float32Array.from({ length: count }, () => random.normal() * standardDeviation);
}
