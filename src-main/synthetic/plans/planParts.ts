import type { CellPlan, ChromatinPlan, CytoplasmPlan, Granule, NuclearPart, Spot } from '../cellPlan.ts';
import type { Outline } from '../outline.ts';
import { outlineDistance, pullTip, randomOutline, radiusTowards } from '../outline.ts';
import type { RandomSource } from '../randomSource.ts';
import type { Sausage } from '../sausage.ts';
import { sausageDistance, sausageOf } from '../sausage.ts';
import type { Dye } from '../stainCanvas.ts';

const plainCytoplasm: CytoplasmPlan = {
  basophilia: 0, eosin: 0, haemoglobin: 0, azure: 0, mottle: 0.17, mottleUm: 1.2, rim: 0.25, rimUm: 1.2, frayUm: 0.05, edgeUm: 0.25, cover: 0.93,
};
const plainChromatin: ChromatinPlan = {
  density: 1, blue: 0.1, fine: 0.15, fineUm: 0.27, clump: 0.1, clumpUm: 1, membrane: 0.15, edgeUm: 0.25, frayUm: 0.03,
};

type Given = Pick<CellPlan, 'code' | 'outline'> & Partial<Omit<CellPlan, 'cytoplasm' | 'chromatin'>> & {
  readonly cytoplasm?: Partial<CytoplasmPlan>; readonly chromatin?: Partial<ChromatinPlan>;
};

/** Fills in what a class does not care about. */
export function completePlan(random: RandomSource, given: Given): CellPlan {
  return {
    buds: [], nuclearParts: [], nucleoli: [], vacuoles: [], granules: [], carpets: [],
    textureX: random.between(0, 256), textureY: random.between(0, 256),
    ...given,
    cytoplasm: { ...plainCytoplasm, ...given.cytoplasm }, chromatin: { ...plainChromatin, ...given.chromatin },
  };
}

/** A cell body as smears show them: mostly round, some drawn out, squeezed or with a tip. `trouble` 0 to 1. */
export function cellBody(random: RandomSource, radiusUm: number, trouble = 0.3): Outline {
  const outline = randomOutline(random, {
    radiusUm, elongation: 1 + Math.abs(random.around(0.04, 0.1 + 0.12 * trouble)), wobble: 0.02 + 0.07 * trouble * random.unit(), roughness: 0.008,
  });
  if (random.chance(0.25 * trouble)) pullTip(outline, random.angle(), random.between(0.12, 0.4), random.between(0.25, 0.5));
  return outline;
}

/** An undivided nucleus of a given radius, pushed towards the cell's edge by `eccentricity` (0 middle, 1 touching it). */
export function placedNucleus(random: RandomSource, body: Outline, shape: Outline, eccentricity: number): NuclearPart & { readonly shape: Outline } {
  const direction = random.angle(), room = radiusTowards(body, Math.cos(direction), Math.sin(direction)) - radiusTowards(shape,
    Math.cos(direction), Math.sin(direction)) - 0.1;
  const shift = Math.max(0, room) * eccentricity;
  return { xUm: Math.cos(direction) * shift, yUm: Math.sin(direction) * shift, shape };
}

/** Whether a place, in µm from the cell's centre, lies in the nucleus (grown by `marginUm`). */
export function inNucleus(parts: readonly NuclearPart[], xUm: number, yUm: number, marginUm = 0): boolean {
  return parts.some(({ shape, xUm: px, yUm: py }) => ('nodes' in shape ? sausageDistance(shape, xUm - px,
    yUm - py) : outlineDistance(shape, xUm - px, yUm - py)) < marginUm);
}

/** A place inside the outline, at least `marginUm` from its edge; the centre where chance finds none. */
export function placeInside(random: RandomSource, outline: Outline, marginUm: number): [number, number] {
  for (let attempt = 0; attempt < 12; attempt++) {
    const x = random.between(-1, 1) * outline.maxRadiusUm, y = random.between(-1, 1) * outline.maxRadiusUm;
    if (outlineDistance(outline, x, y) < -marginUm) return [x, y];
  }
  return [0, 0];
}

export interface ScatterShape {
  readonly count: number; readonly radiusUm: number; readonly dye: Dye; readonly amount: number;
  /** Share of granules over the nucleus that are kept. */
  readonly overNucleus: number;
  /** Granules crowd around this spot rather than evenly. */
  readonly towards?: { readonly xUm: number; readonly yUm: number; readonly spreadUm: number };
}

/** Granules scattered over a cell, each of its own size and depth of colour. */
export function scatterGranules(random: RandomSource, body: Outline, parts: readonly NuclearPart[], shape: ScatterShape): Granule[] {
  const granules: Granule[] = [];
  for (let i = 0; i < shape.count; i++) {
    let [xUm, yUm] = placeInside(random, body, shape.radiusUm + 0.15);
    if (shape.towards && random.chance(0.7)) {
      const nearX = random.around(shape.towards.xUm, shape.towards.spreadUm), nearY = random.around(shape.towards.yUm, shape.towards.spreadUm);
      if (outlineDistance(body, nearX, nearY) < -0.3) { xUm = nearX; yUm = nearY; }
    }
    if (inNucleus(parts, xUm, yUm) && !random.chance(shape.overNucleus)) continue;
    granules.push({ xUm, yUm, radiusUm: shape.radiusUm * random.between(0.7, 1.35), dye: shape.dye,
      amount: shape.amount * random.between(0.5, 1.3) });
  }
  return granules;
}

/** Nucleoli inside an undivided nucleus. */
export function scatterNucleoli(random: RandomSource, nucleus: NuclearPart & { readonly shape: Outline }, count: number, radiusUm: number,
  strength: number): Spot[] {
  return Array.from({ length: count }, () => {
    const [x, y] = placeInside(random, nucleus.shape, radiusUm + 0.4);
    return { xUm: x + nucleus.xUm, yUm: y + nucleus.yUm, radiusUm: radiusUm * random.between(0.75, 1.3),
      strength: strength * random.between(0.4, 1.2) };
  });
}

/** Buds and pseudopods at the edge of a cell. */
export function buds(random: RandomSource, body: Outline, count: number, radiusUm: number, lengthUm: number): Sausage[] {
  return Array.from({ length: count }, () => {
    const direction = random.angle(), x = Math.cos(direction), y = Math.sin(direction), edge = radiusTowards(body, x, y);
    const width = radiusUm * random.between(0.6, 1.3), length = lengthUm * random.between(0.4, 1.3), lean = random.around(0, 0.5);
    const start = Math.max(0, edge - width * 0.8);
    return sausageOf([[x * start, y * start, width], [x * (edge + length) + lean * y, y * (edge + length) - lean * x,
      width * random.between(0.5, 1)]]);
  });
}

/** The pale zone of the Golgi body beside a nucleus, on the side where the cytoplasm is widest. */
export function hofBeside(nucleus: { xUm: number; yUm: number }, nuclearRadiusUm: number, radiusUm: number, strength: number): Spot {
  const away = Math.hypot(nucleus.xUm, nucleus.yUm) || 1;
  const shift = nuclearRadiusUm * 0.9 + radiusUm * 0.35;
  return { xUm: nucleus.xUm - nucleus.xUm / away * shift, yUm: nucleus.yUm - nucleus.yUm / away * shift, radiusUm, strength };
}
