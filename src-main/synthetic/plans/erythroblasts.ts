import type { CellPlan } from '../cellPlan.ts';
import { randomOutline } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import { buds, cellBody, completePlan, hofBeside, placedNucleus, scatterNucleoli } from './planParts.ts';

/**
 * The erythroid series. Diameters on dry smears: proerythroblast 12 to 20 µm, basophilic 10 to 15, polychromatic 10 to 12,
 * orthochromatic 8 to 10 (Rodak's Hematology, 6th ed., ch. 5; Bain, Bone Marrow Pathology, 5th ed., ch. 1); photographs of
 * marrow run about a sixth smaller, so the ranges here reach down. Nucleus to cytoplasm falls from 8:1 to 1:2, chromatin goes
 * from fine to clumped ("chequerboard") to one dense ball, cytoplasm from deep blue over grey-lilac to the colour of red cells.
 */
export function proerythroblast(random: RandomSource): CellPlan {
  const radiusUm = random.between(6.2, 8.6), body = cellBody(random, radiusUm, 0.5);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.74, 0.85), elongation: random.between(1, 1.15), wobble: 0.04 });
  const nucleus = placedNucleus(random, body, shape, random.between(0, 0.9));
  return completePlan(random, {
    code: 'PEB', outline: body, buds: random.chance(0.45) ? buds(random, body, 1 + random.below(2), random.between(0.9, 1.5),
      random.between(0.2, 0.9)) : [],
    cytoplasm: {
      basophilia: random.between(0.3, 0.65), azure: random.between(0.45, 0.95), rim: random.between(0.2, 0.6), rimUm: 1.4, mottle: 0.22,
        mottleUm: 0.7,
      hof: random.chance(0.7) ? hofBeside(nucleus, shape.maxRadiusUm * 0.9, random.between(1.2, 2), random.between(0.2, 0.6)) : undefined,
        edgeUm: 0.35,
    },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.8, 1.2), blue: random.between(0, 0.16), fine: random.between(0.095, 0.21),
      fineUm: random.between(0.19, 0.38), clump: random.between(0.024, 0.15), clumpUm: 0.75, membrane: 0.07 },
    nucleoli: scatterNucleoli(random, nucleus, random.below(4), random.between(0.6, 1.2), random.between(0.2, 0.75)),
  });
}

export function basophilicErythroblast(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.5, 6.3), body = cellBody(random, radiusUm, 0.45);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.71, 0.83), elongation: random.between(1, 1.12), wobble: 0.025 });
  const nucleus = placedNucleus(random, body, shape, random.between(0, 0.8));
  return completePlan(random, {
    code: 'EBB', outline: body,
    cytoplasm: {
      basophilia: random.between(0.45, 0.95), azure: random.between(0.7, 1.25), rim: random.between(0, 0.3), mottle: 0.2, mottleUm: 0.7,
        frayUm: random.between(0.05, 0.2),
      hof: random.chance(0.4) ? hofBeside(nucleus, shape.maxRadiusUm * 0.9, 1.1, random.between(0.2, 0.5)) : undefined, edgeUm: 0.35,
    },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(1.1, 1.5), blue: random.between(0.05, 0.28), fine: 0.17, fineUm: 0.24,
      clump: random.between(0.14, 0.33), clumpUm: random.between(0.8, 1.05), membrane: 0.1 },
    nucleoli: random.chance(0.2) ? scatterNucleoli(random, nucleus, 1, 0.7, 0.3) : [],
  });
}

export function polychromaticErythroblast(random: RandomSource): CellPlan {
  const radiusUm = random.between(3.7, 5.3), body = cellBody(random, radiusUm, 0.7);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.6, 0.76), elongation: random.between(1, 1.12), wobble: 0.025 });
  const nucleus = placedNucleus(random, body, shape, random.between(0, 0.9));
  const young = random.unit();
  return completePlan(random, {
    code: 'EBP', outline: body,
    cytoplasm: {
      basophilia: 0.14 + 0.36 * young, haemoglobin: 0.42 - 0.25 * young, azure: 0.32 * young + 0.1, rim: random.between(0, 0.4),
        mottle: 0.18, mottleUm: 0.8,
      frayUm: random.between(0.03, 0.22), edgeUm: random.between(0.25, 0.5),
    },
    nuclearParts: [nucleus],
    chromatin: {
      density: random.between(1.1, 1.55), blue: random.between(0.15, 0.6), fine: 0.19, fineUm: 0.24, clump: random.between(0.24, 0.53),
        clumpUm: random.between(0.9, 1.3),
      membrane: random.between(0.1, 0.3), edgeUm: 0.35,
    },
  });
}

export function orthochromaticErythroblast(random: RandomSource): CellPlan {
  const radiusUm = random.between(3.2, 4.4), body = cellBody(random, radiusUm, 1);
  const shape = randomOutline(random, { radiusUm: random.between(1.95, 2.7), elongation: random.between(1, 1.12),
    wobble: random.chance(0.12) ? 0.1 : 0.02 });
  const nucleus = placedNucleus(random, body, shape, random.chance(0.2) ? random.between(0.9, 1.35) : random.between(0, 0.85));
  return completePlan(random, {
    code: 'EBO', outline: body,
    cytoplasm: {
      haemoglobin: random.between(0.35, 0.75), basophilia: random.between(0.04, 0.22), azure: 0.02, rim: random.between(0, 0.3),
        mottle: 0.084, mottleUm: 1.2,
      frayUm: random.between(0, 0.12), edgeUm: random.between(0.25, 0.5),
    },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(1.45, 1.95), blue: random.between(0.4, 0.85), fine: 0.15, fineUm: 0.32,
      clump: random.between(0.024, 0.25), clumpUm: 1.2, membrane: 0.05, edgeUm: 0.5 },
  });
}
