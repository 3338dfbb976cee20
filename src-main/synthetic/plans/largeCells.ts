import type { CellPlan, Granule, NuclearPart, Spot } from '../cellPlan.ts';
import { indent, randomOutline } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import { dyes } from '../stainCanvas.ts';
import { completePlan, inNucleus, placedNucleus, placeInside, scatterGranules, scatterNucleoli } from './planParts.ts';

/**
 * Macrophages and megakaryocytes. Macrophage 15 to 80 µm with an oval reticular nucleus and pale foamy cytoplasm full of eaten
 * debris. Megakaryocyte 30 to 100 µm, one lobed nucleus, granular pink-violet cytoplasm (Bain, Bone Marrow Pathology, ch. 1).
 */
export function macrophage(random: RandomSource): CellPlan {
  const radiusUm = random.between(7.5, 14), body = randomOutline(random,
    { radiusUm, elongation: random.between(1, 1.6), wobble: 0.16, roughness: 0.05 });
  const shape = randomOutline(random, { radiusUm: random.between(3.9, 5.3), elongation: random.between(1, 1.35), wobble: 0.05 });
  if (random.chance(0.3)) indent(shape, random.angle(), random.between(0.1, 0.3), 0.5);
  const near = placedNucleus(random, body, shape, random.between(0, 0.5));
  // Readers centre on the nucleus: the rest has no clear edge.
  const nucleus = { ...near, xUm: Math.max(-3, Math.min(3, near.xUm)) * 0.5, yUm: Math.max(-3, Math.min(3, near.yUm)) * 0.5 };
  const vacuoles: Spot[] = [], eaten: Granule[] = [];
  for (let i = random.below(30); i > 0; i--) {
    const [xUm, yUm] = placeInside(random, body, 1);
    if (inNucleus([nucleus], xUm, yUm, 0.8)) continue;
    vacuoles.push({ xUm, yUm, radiusUm: random.between(0.3, 1.1), strength: random.between(0.2, 0.8) });
  }
  for (let i = random.below(8) * random.below(7); i > 0; i--) {
    const [xUm, yUm] = placeInside(random, body, 1);
    if (inNucleus([nucleus], xUm, yUm, 0.4)) continue;
    eaten.push({ xUm, yUm, radiusUm: random.between(0.15, 0.8), dye: random.pick([dyes.granule, dyes.granule, dyes.basophilia,
      dyes.haemoglobin]), amount: random.between(0.1, 0.6) });
  }
  return completePlan(random, {
    code: 'MAC', outline: body,
    cytoplasm: { basophilia: random.between(0.06, 0.28), eosin: random.between(0.02, 0.15), azure: random.between(0, 0.06), rim: 0,
      mottle: random.between(0.2, 0.4), mottleUm: random.between(0.5, 1), frayUm: random.between(0.3, 0.8),
      edgeUm: random.between(1.5, 5), cover: random.between(0.3, 0.75) },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.75, 1.15), blue: random.between(0, 0.15), fine: random.between(0.23, 0.38),
      fineUm: random.between(0.29, 0.58), clump: random.between(0.14, 0.31), clumpUm: random.between(0.9, 1.3), membrane: 0.15 },
    nucleoli: scatterNucleoli(random, nucleus, random.below(3), random.between(0.5, 0.9), random.between(0.3, 0.8)), vacuoles, granules: eaten,
  });
}

export function megakaryocyte(random: RandomSource): CellPlan {
  const radiusUm = random.between(14, 34), body = randomOutline(random,
    { radiusUm, elongation: random.between(1, 1.35), wobble: 0.08, roughness: 0.02 });
  const lobes = 3 + random.below(6), spread = radiusUm * random.between(0.2, 0.34), turn = random.angle(), nuclearParts: NuclearPart[] = [];
  for (let lobe = 0; lobe < lobes; lobe++) {
    const angle = turn + lobe / lobes * 2 * Math.PI;
    nuclearParts.push({
      xUm: Math.cos(angle) * spread * random.between(0.4, 1.1), yUm: Math.sin(angle) * spread * random.between(0.4, 1.1),
      shape: randomOutline(random, { radiusUm: radiusUm * random.between(0.18, 0.28), elongation: random.between(1, 1.4), wobble: 0.08 }),
    });
  }
  return completePlan(random, {
    code: 'MEG', outline: body,
    cytoplasm: { eosin: random.between(0.15, 0.4), azure: random.between(0.08, 0.2), basophilia: random.between(0.05, 0.4), mottle: 0.28,
      mottleUm: random.between(0.5, 1.2), rim: random.between(-0.3, 0.5), rimUm: 3, frayUm: random.between(0.2, 0.9), edgeUm: 0.5 },
    nuclearParts, chromatin: { density: random.between(0.85, 1.35), blue: random.between(0.05, 0.25), fine: 0.23, fineUm: 0.37,
      clump: random.between(0.18, 0.38), clumpUm: random.between(1.2, 1.9), membrane: 0.12 },
    granules: scatterGranules(random, body, nuclearParts, { count: 250 + random.below(500), radiusUm: 0.2, dye: dyes.granule,
      amount: random.between(0.15, 0.5), overNucleus: 0.15 }),
  });
}

/** Smudge: a burst cell's bare chromatin, smeared, with holes ("basket"); 10 to 25 µm. */
export function smudgeCell(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.5, 11.5), basket = random.chance(0.35);
  const shape = randomOutline(random, { radiusUm, elongation: random.between(1, basket ? 1.3 : 2.1), wobble: random.between(0.1, 0.28),
    roughness: random.between(0, 0.03) });
  const nucleus: NuclearPart = { xUm: 0, yUm: 0, shape };
  const holes: Spot[] = [];
  for (let i = basket ? 6 + random.below(14) : random.below(4); i > 0; i--) {
    const [xUm, yUm] = placeInside(random, shape, 0.8);
    holes.push({ xUm, yUm, radiusUm: random.between(0.4, 1.5), strength: random.between(0.3, 0.8) });
  }
  const halo = randomOutline(random, { radiusUm: radiusUm * random.between(0.9, 1.35), elongation: random.between(1, 1.5), wobble: 0.18,
    roughness: 0.02 });
  return completePlan(random, {
    code: 'SMU', outline: halo,
    cytoplasm: { basophilia: random.between(0, 0.15), azure: random.between(0, 0.15), eosin: random.between(0, 0.1), mottle: 0.4,
      frayUm: 0.5, edgeUm: 2, cover: 0.5, rim: 0 },
    nuclearParts: [nucleus],
    // Some keep the threads of their chromatin, many are swollen to an even, pale red-violet.
    chromatin: { density: random.between(0.25, 0.95), blue: random.between(0, 0.2), fine: random.between(0.03, 0.42),
      fineUm: random.between(0.29, 0.75), clump: random.between(0.02, 0.25), clumpUm: random.between(1.2, 4), membrane: 0,
      edgeUm: random.between(0.4, 3.5), frayUm: random.between(0.1, 0.7) },
    nucleoli: random.chance(0.3) ? scatterNucleoli(random, { ...nucleus, shape }, 1, 0.9, 0.6) : [], vacuoles: holes,
  });
}
