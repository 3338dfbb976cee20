import type { CellPlan, NuclearPart } from '../cellPlan.ts';
import type { Outline } from '../outline.ts';
import { indent, outlineDistance, randomOutline } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import { bentNodes, sausageOf } from '../sausage.ts';
import { dyes } from '../stainCanvas.ts';
import { buds, cellBody, completePlan, hofBeside, placedNucleus, scatterGranules, scatterNucleoli } from './planParts.ts';

/**
 * The neutrophil series. Diameters on dry smears: myeloblast 14 to 20 µm, promyelocyte 16 to 25, myelocyte 12 to 18,
 * metamyelocyte 10 to 15, band and segmented 10 to 15 (Rodak's Hematology, 6th ed., ch. 9); photographs of marrow run about a
 * sixth smaller. Band against segmented: no filament, a thread without chromatin inside, between lobes (CAP rule, Glassy 2018).
 */
export function myeloblast(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.8, 9), body = cellBody(random, radiusUm, 0.7);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.7, 0.92), elongation: random.between(1, 1.25), wobble: random.between(0.03, 0.1) });
  // Blasts of a monocytic kind have folded nuclei (WHO classification, 5th ed.).
  if (random.chance(0.4)) for (let fold = random.below(2); fold >= 0; fold--) indent(shape, random.angle(), random.between(0.08, 0.35), random.between(0.25, 0.5));
  const nucleus = placedNucleus(random, body, shape, random.between(0.2, 1));
  return completePlan(random, {
    code: 'BLA', outline: body, buds: random.chance(0.35) ? buds(random, body, 1 + random.below(3), random.between(0.5, 1), 0.4) : [],
    cytoplasm: {
      basophilia: random.between(0.1, 0.5), azure: random.between(0.1, 0.5), rim: random.between(0.1, 1.1), rimUm: 1, mottle: 0.22,
        mottleUm: 0.7, frayUm: random.between(0.05, 0.2),
      hof: random.chance(0.5) ? hofBeside(nucleus, shape.maxRadiusUm * 0.9, 1.4, random.between(0.2, 0.5)) : undefined,
    },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.5, 1.05), blue: random.between(0, 0.2), fine: random.between(0.05, 0.19),
      fineUm: random.between(0.19, 0.38), clump: random.between(0, 0.1), clumpUm: 0.8, membrane: random.between(0.05, 0.18) },
    nucleoli: scatterNucleoli(random, nucleus, random.below(5), random.between(0.5, 1.1), random.between(0.3, 0.95)),
    granules: random.chance(0.3) ? scatterGranules(random, body, [nucleus],
      { count: random.below(19), radiusUm: 0.16, dye: dyes.granule, amount: 0.6, overNucleus: 0.3 }) : [],
  });
}

export function promyelocyte(random: RandomSource): CellPlan {
  const radiusUm = random.between(6.2, 8.9), body = cellBody(random, radiusUm, 0.8);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.6, 0.78), elongation: random.between(1.02, 1.3), wobble: 0.06 });
  if (random.chance(0.35)) indent(shape, random.angle(), random.between(0.1, 0.28), 0.5);
  const nucleus = placedNucleus(random, body, shape, random.between(0.4, 1));
  const hof = hofBeside(nucleus, shape.maxRadiusUm * 0.85, random.between(1.3, 2.2), random.between(0.15, 0.55));
  const granuleSize = random.between(0.14, 0.23), amount = random.between(0.5, 1.1);
  return completePlan(random, {
    code: 'PMO', outline: body, buds: random.chance(0.3) ? buds(random, body, 1 + random.below(2), 0.9, 0.5) : [],
    cytoplasm: { basophilia: random.between(0.12, 0.4), azure: random.between(0.12, 0.42), eosin: random.between(0, 0.12),
      rim: random.between(0.1, 0.7), mottle: 0.24, mottleUm: 0.6, hof, frayUm: random.between(0.03, 0.15) },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.55, 0.92), blue: random.between(0.02, 0.3), fine: random.between(0.11, 0.23), fineUm: 0.27,
      clump: random.between(0.06, 0.2), clumpUm: 0.9, membrane: 0.1 },
    nucleoli: scatterNucleoli(random, nucleus, random.below(3), random.between(0.6, 1.2), random.between(0.2, 0.7)),
    granules: scatterGranules(random, body, [nucleus], { count: 40 + random.below(150), radiusUm: granuleSize, dye: dyes.granule, amount,
      overNucleus: random.between(0.15, 0.7) }),
  });
}

/** The fading blue and growing pink of cytoplasm as a neutrophil ripens; `ripe` 0 (early myelocyte) to 1 (segmented). */
function ripeningCytoplasm(random: RandomSource, ripe: number) {
  const depth = random.between(0.7, 1.4);
  return {
    basophilia: depth * (0.3 * Math.max(0, 1 - ripe) ** 1.5 + 0.01) * random.between(0.5, 1.3),
      eosin: depth * (0.24 + 0.12 * ripe) * random.between(0.7, 1.3),
    azure: depth * (random.between(0.02, 0.08) + 0.15 * Math.max(0, 1 - ripe)), rim: random.between(0, 0.5),
      mottle: random.between(0.06, 0.16), mottleUm: random.between(0.5, 1), frayUm: random.between(0, 0.12),
  };
}

/** Fine specific granules, lilac, and the few azurophil ones left. */
function ripeGranules(random: RandomSource, body: Outline, parts: readonly NuclearPart[], azurophil: number) {
  const toxic = random.chance(0.15) ? 2 : 1;
  return [
    ...scatterGranules(random, body, parts, { count: 30 + random.below(90), radiusUm: 0.13, dye: dyes.granule,
      amount: random.between(0.05, 0.26) * toxic, overNucleus: 0.1 }),
    ...scatterGranules(random, body, parts, { count: azurophil, radiusUm: random.between(0.14, 0.2), dye: dyes.granule,
      amount: random.between(0.4, 0.9), overNucleus: 0.2 }),
  ];
}

export function myelocyte(random: RandomSource): CellPlan {
  const radiusUm = random.between(5, 7.4), body = cellBody(random, radiusUm, 0.55);
  const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.6, 0.79), elongation: random.between(1, 1.35), wobble: 0.05 });
  // One side of the nucleus is flat, never deeply dented: that would be a metamyelocyte.
  if (random.chance(0.5)) indent(shape, random.angle(), random.between(0.05, 0.17), random.between(0.5, 0.8));
  const nucleus = placedNucleus(random, body, shape, random.between(0.35, 1));
  return completePlan(random, {
    code: 'MYB', outline: body, buds: random.chance(0.12) ? buds(random, body, 1, 1, 0.5) : [],
    cytoplasm: { ...ripeningCytoplasm(random, random.between(0, 0.6)), hof: random.chance(0.5) ? hofBeside(nucleus,
      shape.maxRadiusUm * 0.85, 1.8, random.between(0.1, 0.4)) : undefined },
    nuclearParts: [nucleus],
    chromatin: { density: random.between(0.55, 0.92), blue: random.between(0.02, 0.35), fine: random.between(0.13, 0.25), fineUm: 0.27,
      clump: random.between(0.12, 0.31), clumpUm: random.between(0.8, 1.1), membrane: random.between(0.08, 0.2) },
    nucleoli: random.chance(0.12) ? scatterNucleoli(random, nucleus, 1, 0.6, 0.3) : [],
    granules: ripeGranules(random, body, [nucleus], random.chance(0.6) ? random.below(60) : 0),
  });
}

const ripeChromatin = (random: RandomSource, ripe: number) => ({
  density: random.between(0.5, 0.8) + 0.18 * ripe * random.unit(), blue: random.between(0.02, 0.4), fine: random.between(0.13, 0.23), fineUm: 0.27,
  clump: random.between(0.17, 0.33) + 0.12 * ripe, clumpUm: random.between(0.9, 1.3), membrane: random.between(0.12, 0.3),
});

export function metamyelocyte(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.5, 6.4), body = cellBody(random, radiusUm, 0.5);
  let nucleus: NuclearPart;
  if (random.chance(0.55)) {
    // Kidney: dent less than half of the width.
    const shape = randomOutline(random, { radiusUm: radiusUm * random.between(0.64, 0.78), elongation: random.between(1.1, 1.4), wobble: 0.05 });
    const dent = random.angle();
    indent(shape, dent, random.between(0.25, 0.5), random.between(0.4, 0.75));
    nucleus = placedNucleus(random, body, shape, random.between(0.2, 0.9));
  } else {
    const thick = radiusUm * random.between(0.38, 0.5);
    const nodes = bentNodes(random, { lengthUm: radiusUm * random.between(0.65, 1.05), radiusUm: thick, bend: random.between(1, 2.3),
      waist: random.between(0, 0.15) }, 6);
    nucleus = { xUm: random.around(0, 0.4), yUm: random.around(0, 0.4), shape: sausageOf(nodes) };
  }
  return completePlan(random, {
    code: 'MMZ', outline: body, buds: random.chance(0.12) ? buds(random, body, 1, 1, 0.7) : [],
    cytoplasm: ripeningCytoplasm(random, random.between(0.35, 0.95)), nuclearParts: [nucleus], chromatin: ripeChromatin(random, 0.3),
    granules: ripeGranules(random, body, [nucleus], random.chance(0.3) ? random.below(25) : 0),
  });
}

/** Pushes nodes that stick out of the cell back to where the outline has room. */
function keptInside(nodes: [number, number, number][], body: Outline): [number, number, number][] {
  let most = 0;
  for (const [x, y, radius] of nodes) most = Math.max(most, outlineDistance(body, x, y) + radius + 0.15);
  const reach = Math.max(...nodes.map(([x, y]) => Math.hypot(x, y)), 0.1), factor = most > 0 ? Math.max(0.4, 1 - most / reach) : 1;
  return nodes.map(([x, y, radius]) => [x * factor, y * factor, radius]);
}

export function bandNeutrophil(random: RandomSource): CellPlan {
  const radiusUm = random.between(4.8, 6.9), body = cellBody(random, radiusUm, 0.5);
  const thick = radiusUm * random.between(0.26, 0.38), bend = random.chance(0.8) ? random.between(2, 4.6) : random.between(0.4, 2);
  const nodes = bentNodes(random, { lengthUm: radiusUm * random.between(1.8, 2.75), radiusUm: thick, bend, waver: random.between(0.1, 1.3),
    waist: random.between(0, 0.35) });
  const shiftX = random.around(0, 0.5), shiftY = random.around(0, 0.5);
  const nucleus: NuclearPart = { xUm: 0, yUm: 0, shape: sausageOf(keptInside(nodes.map(([x, y, r]) => [x + shiftX, y + shiftY, r]), body)) };
  return completePlan(random, {
    code: 'NGB', outline: body, cytoplasm: ripeningCytoplasm(random, random.between(0.65, 1)), nuclearParts: [nucleus],
      chromatin: ripeChromatin(random, 0.7),
    granules: ripeGranules(random, body, [nucleus], random.chance(0.2) ? random.below(15) : 0),
  });
}

/** Two to five lobes along a bent line, joined by threads; neighbouring lobes may lie over each other. */
export function segmentedNucleus(random: RandomSource, body: Outline, radiusUm: number, lobes: number): NuclearPart[] {
  const size = radiusUm * (0.29 + 0.32 / lobes) * random.between(0.9, 1.12), turn = random.between(0.3, 2.3) * (random.chance(0.75) ? 1 : -1);
  const middles: [number, number, number][] = [];
  let heading = random.angle(), x = 0, y = 0;
  for (let lobe = 0; lobe < lobes; lobe++) {
    const width = size * random.between(0.72, 1.12);
    if (lobe > 0) {
      const step = (middles[lobe - 1][2] + width) * random.between(0.72, 1.3);
      x += Math.cos(heading) * step; y += Math.sin(heading) * step;
    }
    middles.push([x, y, width]);
    heading += turn * random.between(0.5, 1.3) + random.around(0, 0.4);
  }
  const xs = middles.map(([mx]) => mx), ys = middles.map(([, my]) => my);
  const shiftX = random.around(0, 0.35) - (Math.min(...xs) + Math.max(...xs)) / 2,
    shiftY = random.around(0, 0.35) - (Math.min(...ys) + Math.max(...ys)) / 2;
  const placed = keptInside(middles.map(([mx, my, width]) => [mx + shiftX, my + shiftY, width]), body), parts: NuclearPart[] = [];
  for (const [lobeX, lobeY, width] of placed) {
    const direction = random.angle(), stretch = width * random.between(0.15, 0.75), dx = Math.cos(direction) * stretch,
      dy = Math.sin(direction) * stretch;
    const bow = width * random.around(0, 0.25), narrow = width * random.between(0.7, 0.95);
    parts.push({ xUm: 0, yUm: 0, shape: sausageOf([[lobeX - dx, lobeY - dy, narrow],
      [lobeX - dy / stretch * bow, lobeY + dx / stretch * bow, narrow * random.between(0.95, 1.15)],
      [lobeX + dx, lobeY + dy, narrow * random.between(0.75, 1.05)]]) });
  }
  for (let lobe = 1; lobe < lobes; lobe++) {
    const thread = random.between(0.1, 0.32), [ax, ay] = placed[lobe - 1], [bx, by] = placed[lobe];
    parts.push({ xUm: 0, yUm: 0, shape: sausageOf([[ax, ay, thread], [(ax + bx) / 2 + random.around(0, 0.3),
      (ay + by) / 2 + random.around(0, 0.3), thread], [bx, by, thread]]) });
  }
  return parts;
}

export function segmentedNeutrophil(random: RandomSource): CellPlan {
  const radiusUm = random.between(4, 6.1), body = cellBody(random, radiusUm, 0.6);
  const lobes = Number(random.pickWeighted({ 2: 20, 3: 42, 4: 28, 5: 10 }));
  const nuclearParts = segmentedNucleus(random, body, radiusUm, lobes);
  return completePlan(random, {
    code: 'NGS', outline: body, cytoplasm: ripeningCytoplasm(random, random.between(0.8, 1.1)), nuclearParts, chromatin: ripeChromatin(random, 1),
    granules: ripeGranules(random, body, nuclearParts, 0),
    vacuoles: random.chance(0.06) ? Array.from({ length: 1 + random.below(5) },
      () => ({ xUm: random.around(0, 2), yUm: random.around(0, 2), radiusUm: random.between(0.3, 0.9), strength: 0.8 })) : [],
  });
}
