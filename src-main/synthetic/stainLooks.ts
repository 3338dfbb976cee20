import { RandomSource } from './randomSource.ts';
import type { Absorption, StainLook } from './stainLook.ts';

/** Dyes as they absorb in a usual Romanowsky stain; measured off public photographs of marrow and blood smears. */
const romanowsky = {
  chromatin: [0.56, 1.42, 0.26], basophilia: [1.2, 0.92, 0.04], eosin: [0.36, 0.62, 0.3], haemoglobin: [0.46, 0.55, 0.34],
  granule: [0.6, 1.4, 0.34], orange: [0.26, 0.56, 0.44], dirt: [1, 1, 1],
} as const satisfies Record<string, Absorption>;

type Changes = Partial<Omit<StainLook, 'name' | 'absorptions'>> & { readonly dyes?: Partial<Record<keyof typeof romanowsky, Absorption>> };

function look(name: string, { dyes = {}, ...changes }: Changes): StainLook {
  const mixed = { ...romanowsky, ...dyes };
  return {
    name, background: [247, 228, 202], contrast: 1, film: 0.03, blueCast: 0.04, blurUm: 0.1, sharpening: 0.6, noise: 0.8,
    colourSoftness: 0.5, unevenness: 0.04, gamma: 1, ...changes,
    absorptions: [mixed.chromatin, mixed.basophilia, mixed.eosin, mixed.haemoglobin, mixed.granule, mixed.orange, mixed.dirt],
  };
}

/** The named looks. A look is a starting point: each field of a smear varies a little around it. */
export const stainLooks: readonly StainLook[] = [
  look('wright', { dyes: { haemoglobin: [0.22, 0.42, 0.36] }, background: [250, 232, 214] }),
  look('may-gruenwald-giemsa', {
    dyes: { chromatin: [0.8, 1.5, 0.34], granule: [0.6, 1.4, 0.44], haemoglobin: [0.25, 0.45, 0.28] }, background: [253, 230, 205],
      sharpening: 0.5, contrast: 1.05,
  }),
  look('grey-red-cells', { dyes: { haemoglobin: [0.5, 0.58, 0.36] } }),
  look('brown-red-cells', { dyes: { haemoglobin: [0.24, 0.41, 0.42], chromatin: [0.54, 1.3, 0.25] }, blueCast: 0.14 }),
  look('bluish', { background: [215, 221, 226], dyes: { haemoglobin: [0.26, 0.4, 0.3], chromatin: [0.66, 1, 0.12] }, blueCast: 0.2 }),
  look('pale', { contrast: 0.62, background: [244, 238, 232], noise: 3 }),
  look('dark', { contrast: 1.3, background: [222, 202, 178], unevenness: 0.1 }),
  look('pink', { background: [250, 226, 224], dyes: { haemoglobin: [0.16, 0.42, 0.3], eosin: [0.3, 0.75, 0.4], chromatin: [0.42, 1.45, 0.38] } }),
  look('violet', { background: [236, 226, 236], dyes: { chromatin: [0.6, 1.3, 0.14], haemoglobin: [0.34, 0.56, 0.22] } }),
  look('yellow-lamp', { background: [232, 214, 160], dyes: { haemoglobin: [0.35, 0.45, 0.5], chromatin: [0.55, 1.35, 0.4] }, gamma: 1.1 }),
];

/** A named look, or undefined. */
export function stainLookNamed(name: string): StainLook | undefined {
  return stainLooks.find((known) => known.name === name);
}

/**
 * A look drawn widely around two mixed named ones: dye colours, contrast, white balance, light, sharpness, noise. The same seed
 * gives the same look. `spread` 0 keeps to the named looks, 1 is the width to train with.
 */
export function randomLook(seed: number, spread = 1): StainLook {
  const random = new RandomSource(seed, 7);
  const a = random.pick(stainLooks), b = random.pick(stainLooks), share = random.unit();
  const mix = (x: number, y: number) => x + share * (y - x);
  const vary = (value: number, deviation: number) => value * Math.exp(random.around(0, deviation * spread));
  const absorptions = a.absorptions.map((from, dye): Absorption => {
    const strength = vary(1, 0.12), to = b.absorptions[dye];
    return [vary(mix(from[0], to[0]), 0.1) * strength, vary(mix(from[1], to[1]), 0.08) * strength, vary(mix(from[2], to[2]), 0.15) * strength];
  });
  const light = vary(1, 0.05);
  const glass = (channel: 0 | 1 | 2) => Math.min(255, vary(mix(a.background[channel], b.background[channel]), 0.03) * light);
  return {
    name: 'random', absorptions, background: [glass(0), glass(1), glass(2)], contrast: vary(mix(a.contrast, b.contrast), 0.12),
    film: random.between(0, 0.1) * spread, blueCast: Math.max(0, mix(a.blueCast, b.blueCast) + random.around(0, 0.08) * spread),
    blurUm: vary(0.12, 0.45), sharpening: random.unit() * 0.9 * spread, noise: 0.4 + 3.2 * random.unit() ** 2, colourSoftness: random.unit(),
    unevenness: random.between(0, 0.15) * spread, gamma: vary(1, 0.1),
  };
}
