import type { RandomSource } from './randomSource.ts';
import type { Absorption, StainLook } from './stainLook.ts';

/** One field's variation around its slide's look: stain and light are never even over a smear. `spread` 1 is usual. */
export function regionalLook(look: StainLook, random: RandomSource, spread = 1): StainLook {
  const cast = look.blueCast * Math.abs(random.around(0.6, 0.8)) * spread, basophilia = look.absorptions[1];
  const strength = 1 + random.around(0, 0.06) * spread, hue = random.around(0, 0.07) * spread;
  const absorptions = look.absorptions.map((absorption, dye): Absorption => {
    const [red, green, blue] = absorption;
    // Where the film dries slowly nuclei take up more azure and less eosin: bluer and less red.
    if (dye === 0) return [red * (1 - hue) + cast * basophilia[0] * 0.6, green * (1 - 0.25 * cast), blue * (1 + hue)];
    if (dye === 3) { const depth = 1 + random.around(0, 0.12) * spread; return [red * depth, green * depth, blue * depth]; }
    return absorption;
  });
  return { ...look, absorptions, contrast: look.contrast * strength, blurUm: look.blurUm * random.between(0.8, 1 + 0.5 * spread) };
}
