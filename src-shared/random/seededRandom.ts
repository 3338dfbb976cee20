/** A stream of pseudo-random numbers that is the same for the same seed on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits fine. */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number, uniform in 0 .. count - 1. */
  below(count: number): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * The generator sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, whole-number
 * arithmetic only, so that results don't depend on the machine. Seeds that differ in one bit give unrelated streams.
 *
 * @param seed any numbers; each is taken as 32 bits
 */
export function seededRandom(...seed: readonly number[]): SeededRandom {
  let a = 0x9e3779b9, b = 0x243f6a88, c = 0xb7e15162, counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  for (const part of seed) {
    a ^= part | 0;
    for (let i = 0; i < 12; i++) next();
  }
  for (let i = 0; i < 12; i++) next();
  const uniform = () => next() / 4294967296;
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: (count) => Math.min(count - 1, Math.floor(uniform() * count)),
    normal() {
      // Box-Muller; 1 - u keeps the logarithm finite.
      return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    },
  };
}

/** Shuffles in place (Fisher-Yates) and returns the same array. */
export function shuffle<T>(list: T[], random: SeededRandom): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
