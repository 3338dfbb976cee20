import type { CellPlan, NuclearPart } from '../cellPlan.ts';
import { indent, pullTip, randomOutline } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import { bentNodes, sausageOf } from '../sausage.ts';
import { dyes } from '../stainCanvas.ts';
import { buds, cellBody, completePlan, hofBeside, placedNucleus, placeInside, scatterGranules, scatterNucleoli } from './planParts.ts';

/**
 * Monocytes, lymphocytes, plasma cells. Monocyte 12 to 20 µm, folded lacy nucleus, grey-blue cytoplasm with dust-like granules and
 * vacuoles. Small lymphocyte 7 to 10 µm, large 10 to 18. Plasma cell 8 to 20 µm, nucleus 6 to 8 µm off the middle with clumps like
 * the spokes of a wheel, a pale hof (Bain, Blood Cells, 5th ed., ch. 3; Rodak's Hematology, 6th ed., ch. 9 and 10).
 */
export function monocyte(random: RandomSource): CellPlan {
  const radiusUm = random.between(5.8, 8.6), body = cellBody(random, radiusUm, 0.9);
  let nucleus: NuclearPart;
  if (random.chance(0.6)) {
    const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.66, 0.82), elongation: random.between(1.05, 1.4),
      wobble: random.between(0.05, 0.14) });
    for (let fold = random.below(3); fold >= 0; fold--) indent(shape, random.angle(), random.between(0.12, 0.5), random.between(0.18, 0.5));
    nucleus = placedNucleus(random, body, shape, random.between(0, 0.9));
  } else {
    const nodes = bentNodes(random, { lengthUm: radiusUm * random.between(1, 1.7), radiusUm: radiusUm * random.between(0.35, 0.46),
      bend: random.between(1.5, 3.8), waver: 1.2, waist: random.between(-0.1, 0.2) }, 7);
    nucleus = { xUm: random.around(0, 0.5), yUm: random.around(0, 0.5), shape: sausageOf(nodes.map(([x, y, r]) => [x * 0.9, y * 0.9, r])) };
  }
  const vacuoles = random.chance(0.45) ? Array.from({ length: 1 + random.below(9) }, () => {
    const [xUm, yUm] = placeInside(random, body, 0.6);
    return { xUm, yUm, radiusUm: random.between(0.2, 0.65), strength: random.between(0.4, 0.9) };
  }) : [];
  return completePlan(random, {
    code: 'MON', outline: body, buds: random.chance(0.25) ? buds(random, body, 1 + random.below(2), random.between(0.9, 1.7), 0.8) : [], vacuoles,
    cytoplasm: { basophilia: random.between(0.08, 0.34), eosin: random.between(0.1, 0.3), azure: random.between(0.06, 0.22),
      rim: random.between(0, 0.5), mottle: random.between(0.1, 0.22), mottleUm: random.between(0.3, 0.6),
      frayUm: random.between(0.05, 0.35) },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.5, 0.85), blue: random.between(0, 0.18), fine: random.between(0.11, 0.23),
      fineUm: random.between(0.24, 0.51), clump: random.between(0.06, 0.22), clumpUm: random.between(1, 1.5),
      membrane: random.between(0.08, 0.22) },
    nucleoli: 'nodes' in nucleus.shape || random.chance(0.7) ? [] : scatterNucleoli(random, { ...nucleus, shape: nucleus.shape }, 1, 0.8, 0.5),
    granules: scatterGranules(random, body, [nucleus], { count: random.below(90), radiusUm: 0.12, dye: dyes.granule,
      amount: random.between(0.15, 0.5), overNucleus: 0.1 }),
  });
}

export function lymphocyte(random: RandomSource): CellPlan {
  const large = random.chance(0.2), radiusUm = large ? random.between(4.6, 6.6) : random.between(3.3, 4.6);
  const body = cellBody(random, radiusUm, large ? 0.7 : 1);
  if (random.chance(0.1)) pullTip(body, random.angle(), random.between(0.2, 0.6), 0.35);
  const shape = randomOutline(random, { radiusUm: radiusUm * (large ? random.between(0.64, 0.82) : random.between(0.8, 0.95)),
    elongation: random.between(1, 1.25), wobble: random.between(0.02, 0.07) });
  if (random.chance(0.25)) indent(shape, random.angle(), random.between(0.1, 0.3), random.between(0.25, 0.45));
  const nucleus = placedNucleus(random, body, shape, random.between(0.1, 1));
  return completePlan(random, {
    code: 'LYT', outline: body, buds: random.chance(0.35) ? buds(random, body, 1 + random.below(4), random.between(0.3, 0.7), 0.3) : [],
    cytoplasm: { basophilia: large ? random.between(0.05, 0.35) : random.between(0.1, 0.45), azure: random.between(0.05, 0.4),
      eosin: random.between(0, 0.1), rim: random.between(0, 0.6), mottle: 0.25, mottleUm: 0.7, frayUm: random.between(0.05, 0.4) },
    nuclearParts: [nucleus],
    chromatin: { density: large ? random.between(0.85, 1.3) : random.between(1.05, 1.65), blue: random.between(0, 0.35), fine: 0.15,
      fineUm: random.between(0.24, 0.51), clump: random.between(0.096, 0.35), clumpUm: random.between(1.1, 1.8),
      membrane: random.between(0.05, 0.2), edgeUm: 0.35, frayUm: 0.06 },
    granules: large && random.chance(0.4) ? scatterGranules(random, body, [nucleus],
      { count: 3 + random.below(12), radiusUm: 0.2, dye: dyes.granule, amount: 0.7, overNucleus: 0 }) : [],
  });
}

export function plasmaCell(random: RandomSource): CellPlan {
  const radiusUm = random.between(5, 8.6), body = cellBody(random, radiusUm, 1);
  const shape = randomOutline(random, { radiusUm: Math.min(radiusUm * 0.72, random.between(3, 4.1)), elongation: random.between(1, 1.18),
    wobble: 0.02 });
  const nucleus = placedNucleus(random, body, shape, random.between(0.55, 1));
  const basophilia = random.between(0.3, 0.95);
  return completePlan(random, {
    code: 'PLM', outline: body, buds: random.chance(0.5) ? buds(random, body, 1 + random.below(4), random.between(0.7, 1.3),
      random.between(0.2, 0.9)) : [],
    cytoplasm: {
      basophilia, azure: random.between(0.5, 1.2) * basophilia, rim: random.between(0, 0.35), mottle: random.between(0.08, 0.18),
        mottleUm: random.between(0.5, 0.9), frayUm: random.between(0.05, 0.35),
      hof: random.chance(0.85) ? hofBeside(nucleus, shape.maxRadiusUm * 0.9, random.between(1.3, 2.3), random.between(0.2, 0.65)) : undefined,
    },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.85, 1.25), blue: random.between(0.05, 0.4), fine: 0.17, clump: random.between(0.24, 0.53),
      clumpUm: random.between(1.1, 1.6), membrane: random.between(0.1, 0.3) },
    vacuoles: random.chance(0.3) ? Array.from({ length: 2 + random.below(10) },
      () => { const [xUm, yUm] = placeInside(random, body, 0.7); return { xUm, yUm, radiusUm: random.between(0.2, 0.45),
      strength: random.between(0.3, 0.7) }; }) : [],
  });
}
