import type { RandomSource } from './randomSource.ts';

/** Number of directions an outline is given in; a power of two. */
const directions = 128;
const cosines = Float32Array.from({ length: directions }, (_, i) => Math.cos(i / directions * 2 * Math.PI));

/** A closed outline around its own centre: the radius in µm in each of 128 directions, from the x axis, clockwise on the picture. */
export interface Outline { readonly radiiUm: Float32Array; maxRadiusUm: number }

export interface OutlineShape {
  readonly radiusUm: number;
  /** Long axis by short axis, 1 or more. */
  readonly elongation?: number;
  /** Depth of slow bulges, as a share of the radius. */
  readonly wobble?: number;
  /** Depth of small notches, as a share of the radius. */
  readonly roughness?: number;
}

/** An outline of a size, turned and bulging by chance. Its area stays about that of the circle. */
export function randomOutline(random: RandomSource, shape: OutlineShape): Outline {
  const { radiusUm, elongation = 1, wobble = 0.03, roughness = 0 } = shape;
  const long = radiusUm * Math.sqrt(elongation), short = radiusUm / Math.sqrt(elongation), turn = random.below(directions);
  const bulges = new Float32Array(directions).fill(1), radiiUm = new Float32Array(directions);
  const wave = (k: number, depth: number) => {
    const phase = random.below(directions);
    for (let i = 0; i < directions; i++) bulges[i] += depth * cosines[(k * i + phase) & (directions - 1)];
  };
  for (let k = 2; k <= 5; k++) wave(k, wobble * random.normal() / (k - 0.5));
  if (roughness > 0) for (const k of [7, 9, 12, 16, 21]) wave(k, roughness * random.normal() / 2.2);
  for (let i = 0; i < directions; i++) {
    const c = cosines[(i + turn) & (directions - 1)] / long, s = cosines[(i + turn + directions / 4) & (directions - 1)] / short;
    radiiUm[i] = Math.max(0.3, bulges[i]) / Math.sqrt(c * c + s * s);
  }
  return measured(radiiUm);
}

function measured(radiiUm: Float32Array): Outline {
  let maxRadiusUm = 0;
  for (let i = 0; i < directions; i++) if (radiiUm[i] > maxRadiusUm) maxRadiusUm = radiiUm[i];
  return { radiiUm, maxRadiusUm };
}

/** Angle between two directions, 0 to pi. */
function apart(a: number, b: number): number {
  const off = Math.abs(a - b) % (2 * Math.PI);
  return off > Math.PI ? 2 * Math.PI - off : off;
}

/** Presses a dent into the outline: `depth` as a share of the radius, `width` in radians. */
export function indent(outline: Outline, direction: number, depth: number, width: number): void {
  for (let i = 0; i < directions; i++) {
    const off = apart(i / directions * 2 * Math.PI, direction) / width;
    outline.radiiUm[i] *= 1 - depth * Math.exp(-off * off);
  }
  outline.maxRadiusUm = measured(outline.radiiUm).maxRadiusUm;
}

/** Flattens the outline against a straight wall that lies `distanceUm` away: how touching cells shape each other. */
export function flatten(outline: Outline, direction: number, distanceUm: number): void {
  for (let i = 0; i < directions; i++) {
    const facing = Math.cos(apart(i / directions * 2 * Math.PI, direction));
    if (facing > 0.05) outline.radiiUm[i] = Math.min(outline.radiiUm[i], distanceUm / facing);
  }
  outline.maxRadiusUm = measured(outline.radiiUm).maxRadiusUm;
}

/** Pulls a tip out of the outline: `length` as a share of the radius, `width` in radians. */
export function pullTip(outline: Outline, direction: number, length: number, width: number): void {
  for (let i = 0; i < directions; i++) {
    const off = apart(i / directions * 2 * Math.PI, direction) / width;
    outline.radiiUm[i] *= 1 + length * Math.exp(-off);
  }
  outline.maxRadiusUm = measured(outline.radiiUm).maxRadiusUm;
}

/** Radius in one direction, given as an offset from the centre. Within 0.3 % of the exact angle (polynomial for the arc tangent). */
export function radiusTowards(outline: Outline, dx: number, dy: number): number {
  const ax = Math.abs(dx), ay = Math.abs(dy), most = Math.max(ax, ay);
  if (most === 0) return outline.radiiUm[0];
  const a = Math.min(ax, ay) / most, s = a * a;
  let angle = ((-0.0464964749 * s + 0.15931422) * s - 0.327622764) * s * a + a;
  if (ay > ax) angle = 1.5707963268 - angle;
  if (dx < 0) angle = 3.1415926536 - angle;
  if (dy < 0) angle = 6.2831853072 - angle;
  const place = angle * (directions / 6.2831853072), index = Math.floor(place), part = place - index;
  const from = outline.radiiUm[index & (directions - 1)], to = outline.radiiUm[(index + 1) & (directions - 1)];
  return from + part * (to - from);
}

/** Signed distance in µm, about: below 0 inside. */
export function outlineDistance(outline: Outline, dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy) - radiusTowards(outline, dx, dy);
}
