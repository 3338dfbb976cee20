import type { SeededRandom } from '#shared/random/seededRandom.ts';

/**
 * How one picture's colours are changed: optical density is mixed between channels, scaled and shifted. Stain takes up light
 * by the Beer-Lambert law, so another laboratory's stain, section of smear or lamp is nearly linear in optical density.
 */
export interface StainVariation {
  /** 3 × 3, row-major: density out of density in. */
  readonly matrix: Float64Array;
  /** Added to the densities: another white point. */
  readonly offset: Float64Array;
}

/**
 * A random change of stain and light.
 *
 * @param strength 0 changes nothing, 1 is as far as laboratories differ, more is harsher
 */
export function randomStainVariation(random: SeededRandom, strength: number): StainVariation {
  const matrix = new Float64Array(9);
  const whole = Math.exp(0.2 * strength * random.normal());
  for (let to = 0; to < 3; to++) {
    const channel = whole * Math.exp(0.18 * strength * random.normal());
    for (let from = 0; from < 3; from++) {
      matrix[3 * to + from] = channel * ((to === from ? 1 : 0) + 0.1 * strength * random.normal());
    }
  }
  const lamp = 0.08 * strength * random.normal();
  const offset = Float64Array.from({ length: 3 }, () => lamp + 0.05 * strength * random.normal());
  return { matrix, offset };
}

/** Optical density of a byte (natural logarithm); 0 is taken as 1, since its density has no bound. */
export const densityOfByte = Float32Array.from({ length: 256 }, (_, value) => -Math.log(Math.max(1, value) / 255));

const steps = 2048;
const highest = 6;
const byteOfDensity = Float32Array.from({ length: steps + 1 }, (_, i) => 255 * Math.exp(-(i / steps) * highest));

/** Intensity 0 to 255 of an optical density; density below 0 is white. */
export function intensityOfDensity(density: number): number {
  if (density <= 0) return 255;
  return density >= highest ? 0 : byteOfDensity[(density * (steps / highest) + 0.5) | 0];
}
