import type { CellPlan, NuclearPart } from '../cellPlan.ts';
import { indent, randomOutline } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import { bentNodes, sausageOf } from '../sausage.ts';
import { dyes } from '../stainCanvas.ts';
import { cellBody, completePlan, placedNucleus, scatterGranules } from './planParts.ts';
import { segmentedNucleus } from './neutrophils.ts';

/**
 * Eosinophils, basophils and mast cells. Eosinophil 12 to 17 µm, refractile orange granules 0.5 to 1 µm, mostly two lobes; its
 * precursors have a round or bent nucleus and some dark granules. Basophil 10 to 14 µm, dark granules over the nucleus. Mast
 * cell 12 to 25 µm, oval, round nucleus, packed granules (Bain, Blood Cells, 5th ed., ch. 3; Bone Marrow Pathology, ch. 1).
 */
export function eosinophil(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.7, 6.9), body = cellBody(random, radiusUm, 0.5), age = random.unit();
  let nuclearParts: NuclearPart[];
  if (age < 0.3) {
    const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.55, 0.7), elongation: random.between(1, 1.3), wobble: 0.05 });
    if (random.chance(0.5)) indent(shape, random.angle(), random.between(0.1, 0.4), 0.6);
    nuclearParts = [placedNucleus(random, body, shape, random.between(0.3, 1))];
  } else if (age < 0.45) {
    const nodes = bentNodes(random, { lengthUm: radiusUm * random.between(1.3, 1.9), radiusUm: radiusUm * 0.32,
      bend: random.between(1.5, 3.5), waist: 0.3 });
    nuclearParts = [{ xUm: random.around(0, 0.6), yUm: random.around(0, 0.6), shape: sausageOf(nodes.map(([x, y, r]) => [x * 0.85, y * 0.85, r])) }];
  } else {
    const shiftX = random.around(0, 0.5), shiftY = random.around(0, 0.5);
    nuclearParts = segmentedNucleus(random, body, radiusUm, random.chance(0.75) ? 2 : 3).map((part) => ({ ...part, xUm: part.xUm + shiftX,
      yUm: part.yUm + shiftY }));
  }
  const spacingUm = random.between(0.5, 0.85);
  return completePlan(random, {
    code: 'EOS', outline: body,
    cytoplasm: { eosin: random.between(0.2, 0.5), basophilia: age < 0.3 ? random.between(0.05, 0.4) : random.between(0, 0.1),
      azure: random.between(0, 0.08), mottle: 0.14, rim: 0.1 },
    nuclearParts,
    chromatin: { density: random.between(0.75, 1.2), blue: random.between(0, 0.3), fine: 0.17, clump: random.between(0.12, 0.38),
      clumpUm: 1.1, membrane: random.between(0.1, 0.25) },
    carpets: [{ dye: dyes.orange, spacingUm, fill: random.between(0.55, 0.8), amount: random.between(0.4, 0.85),
      overNucleus: random.between(0.02, 0.3) }],
    granules: scatterGranules(random, body, nuclearParts, { count: age < 0.3 || random.chance(0.3) ? random.below(70) : 0, radiusUm: 0.27,
      dye: dyes.granule, amount: random.between(0.3, 0.8), overNucleus: 0.3 }),
  });
}

export function basophil(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.1, 6), body = cellBody(random, radiusUm, 0.4);
  const nuclearParts = random.chance(0.6)
    ? segmentedNucleus(random, body, radiusUm, 2 + random.below(2))
    : [placedNucleus(random, body, randomOutline(random, { radiusUm: radiusUm * 0.7, elongation: 1.2, wobble: 0.12 }), random.between(0, 0.8))];
  return completePlan(random, {
    code: 'BAS', outline: body,
    cytoplasm: { eosin: random.between(0.1, 0.4), azure: random.between(0.05, 0.3), basophilia: random.between(0, 0.15), mottle: 0.28,
      frayUm: random.between(0.05, 0.3) },
    nuclearParts, chromatin: { density: random.between(0.7, 1.1), blue: random.between(0.05, 0.25), fine: 0.23, clump: 0.15, clumpUm: 1,
      membrane: 0 },
    granules: scatterGranules(random, body, nuclearParts, { count: 50 + random.below(130), radiusUm: random.between(0.3, 0.48),
      dye: dyes.granule, amount: random.between(0.7, 1.4), overNucleus: random.between(0.4, 1) }),
  });
}

export function mastCell(random: RandomSource): CellPlan {
  const radiusUm = random.between(5.5, 9), body = randomOutline(random,
    { radiusUm, elongation: random.between(1, 1.9), wobble: 0.08, roughness: 0.02 });
  const nucleus = placedNucleus(random, body, randomOutline(random, { radiusUm: random.between(2.6, 3.8),
    elongation: random.between(1, 1.25), wobble: 0.03 }), random.between(0, 0.5));
  return completePlan(random, {
    code: 'MAS', outline: body, cytoplasm: { azure: random.between(0.15, 0.5), basophilia: random.between(0.05, 0.3), mottle: 0.21,
      frayUm: random.between(0.05, 0.3) },
    nuclearParts: [nucleus], chromatin: { density: random.between(0.7, 1.1), blue: 0.1, fine: 0.19, clump: 0.15, clumpUm: 1, membrane: 0.1 },
    carpets: [{ dye: dyes.granule, spacingUm: random.between(0.5, 0.75), fill: random.between(0.5, 0.75),
      amount: random.between(0.8, 1.6), overNucleus: random.between(0.1, 0.7) }],
    granules: scatterGranules(random, body, [nucleus], { count: 60, radiusUm: 0.3, dye: dyes.granule, amount: 0.6, overNucleus: 0.4 }),
  });
}
