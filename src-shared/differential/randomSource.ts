import { seededRandom } from '../random/seededRandom.ts';

/** Random numbers that are the same on every machine for one seed. */
export interface RandomSource {
  /** Uniform, above 0 and below 1. */
  uniform(): number;
  normal(): number;
  /** Gamma with scale 1; `shape` above 0. */
  gamma(shape: number): number;
  /** How many of `trials` succeed at `probability` each. */
  binomial(trials: number, probability: number): number;
}

/** Up to so many expected successes, inversion is quicker than splitting. */
const mostByInversion = 15;

/** A source seeded with a whole number. */
export function randomSource(seed: number): RandomSource {
  const base = seededRandom(seed);
  // Above 0, so that its logarithm is finite.
  const uniform = (): number => Math.max(base.uniform(), 2 ** -33);
  const { normal } = base;

  /** G. Marsaglia and W. W. Tsang, ACM Trans Math Softw 2000;26:363-372; a shape below 1 by their boost. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * Math.exp(Math.log(uniform()) / shape);
    const d = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + scale * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };

  /** By inversion: walks up the probabilities, so for few expected successes only. `probability` at most a half. */
  const fewSuccesses = (trials: number, probability: number): number => {
    const odds = probability / (1 - probability);
    let weight = Math.exp(trials * Math.log1p(-probability));
    let left = uniform();
    let successes = 0;
    while (left > weight && successes < trials) {
      left -= weight;
      successes++;
      weight *= (odds * (trials - successes + 1)) / successes;
    }
    return successes;
  };

  /** By beta splitting while many are expected (the median of so many uniform draws is a beta), then by inversion. */
  const binomial = (trials: number, probability: number): number => {
    let left = trials;
    let share = probability;
    let successes = 0;
    while (left * Math.min(share, 1 - share) > mostByInversion) {
      const middle = Math.ceil(left / 2);
      const low = gamma(middle);
      const cut = low / (low + gamma(left + 1 - middle));
      if (cut <= share) {
        successes += middle;
        left -= middle;
        share = (share - cut) / (1 - cut);
      } else {
        left = middle - 1;
        share /= cut;
      }
    }
    if (left <= 0 || share <= 0) return successes;
    if (share >= 1) return successes + left;
    return successes + (share <= 0.5 ? fewSuccesses(left, share) : left - fewSuccesses(left, 1 - share));
  };
  return { uniform, normal, gamma, binomial };
}

/** Shares that add to 1, drawn from a Dirichlet distribution; every weight above 0. Written into `into`. */
export function drawDirichlet(random: RandomSource, weights: ArrayLike<number>, into: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += into[i] = random.gamma(weights[i]);
  // All can underflow where every weight is tiny: then one of them has it all.
  if (sum === 0) { into[Math.floor(random.uniform() * weights.length)] = 1; sum = 1; }
  for (let i = 0; i < weights.length; i++) into[i] /= sum;
}
