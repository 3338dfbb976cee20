/**
 * A stream of random numbers that is the same for the same seed on every machine: all drawing takes its chances from one.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32.
 */
export class RandomSource {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;
  private spare = Number.NaN;

  /** Any whole number is a seed; `stream` makes independent streams of one seed. */
  constructor(seed: number, stream = 0) {
    let state = (Math.trunc(seed) ^ Math.imul(Math.trunc(seed / 4294967296) + 1, 0x85ebca6b) ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0;
    const mix = () => {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    };
    this.a = mix(); this.b = mix(); this.c = mix(); this.counter = 1;
    for (let i = 0; i < 12; i++) this.whole();
  }

  /** 32 random bits, 0 to 4294967295. */
  whole(): number {
    const t = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t | 0;
    return t >>> 0;
  }

  /** 0 (included) to 1 (not included). */
  unit(): number { return this.whole() / 4294967296; }

  between(low: number, high: number): number { return low + (high - low) * this.unit(); }

  /** 0 to count - 1. */
  below(count: number): number { return Math.floor(this.unit() * count); }

  chance(probability: number): boolean { return this.unit() < probability; }

  angle(): number { return this.unit() * 2 * Math.PI; }

  pick<T>(choices: readonly T[]): T { return choices[this.below(choices.length)]; }

  /** One of the keys, each as likely as its weight. */
  pickWeighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T {
    const entries = Object.entries(weights) as [T, number][];
    let left = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of entries) if ((left -= weight) < 0) return choice;
    return entries[entries.length - 1][0];
  }

  /** Normal with standard deviation 1, by the polar method of Marsaglia. */
  normal(): number {
    if (!Number.isNaN(this.spare)) { const kept = this.spare; this.spare = Number.NaN; return kept; }
    for (;;) {
      const u = 2 * this.unit() - 1, v = 2 * this.unit() - 1, s = u * u + v * v;
      if (s > 0 && s < 1) {
        const factor = Math.sqrt(-2 * Math.log(s) / s);
        this.spare = v * factor;
        return u * factor;
      }
    }
  }

  /** Normal around a mean, cut at two and a half standard deviations. */
  around(mean: number, deviation: number): number {
    return mean + deviation * Math.max(-2.5, Math.min(2.5, this.normal()));
  }

  /** How many events where `mean` are expected (Knuth below 30, normal above). */
  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.unit(); product > limit; product *= this.unit()) count++;
    return count;
  }

  /** A stream of its own for a part, so that drawing more of one part does not change the next. */
  fork(): RandomSource { return new RandomSource(this.whole(), this.whole()); }
}
