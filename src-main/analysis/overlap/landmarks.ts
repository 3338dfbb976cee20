import type { LowPlane } from './lowPlane.ts';
import { squareMeans } from './lowPlane.ts';

/** Numbers that tell what a landmark looks like: a vector of length 1. */
export const looksLength = 20;
/** Half the side of the square that is described. */
const reachPx = 12;
/** The square is described in so many cells each way. */
const cells = 8;
const cellPx = (2 * reachPx) / cells;
/** In each part of this side the most marked places are landmarks: two pictures of one place have most of them in common. */
const partPx = 32;
const perPart = 2;
const apartPx = 4;

/** Marked places of a small picture, where they lie and what they look like, in the order of the first number of that. */
export interface Landmarks { readonly xs: Int16Array; readonly ys: Int16Array; readonly looks: Float32Array }

/** Waves over the cells of a square, the longest first, without the mean: one row of `cells * cells` factors each. */
const waves: readonly Float32Array[] = (() => {
  const orders: [number, number][] = [];
  for (let v = 0; v < cells; v += 1) for (let u = 0; u < cells; u += 1) if (u + v > 0) orders.push([u, v]);
  orders.sort(([a, b], [c, d]) => a * a + b * b - c * c - d * d || a - c);
  const wave = (order: number, place: number): number => Math.cos((Math.PI * order * (place + 0.5)) / cells) * (order === 0 ? Math.SQRT1_2 : 1);
  return orders.slice(0, looksLength).map(([u, v]) => Float32Array.from({ length: cells * cells }, (_, at) => wave(u, at % cells) * wave(v, Math.floor(at / cells))));
})();

/** What the square about a place looks like; undefined where it is plain. */
function looksOf({ values, widthPx }: LowPlane, x: number, y: number): Float32Array | undefined {
  const square = new Float32Array(cells * cells);
  for (let row = 0; row < 2 * reachPx; row += 1) {
    const from = (y - reachPx + row) * widthPx + x - reachPx, cellRow = Math.floor(row / cellPx) * cells;
    for (let column = 0; column < 2 * reachPx; column += 1) square[cellRow + Math.floor(column / cellPx)] += values[from + column];
  }
  const looks = new Float32Array(looksLength);
  let squares = 0;
  for (let order = 0; order < looksLength; order += 1) {
    let sum = 0;
    for (let at = 0; at < square.length; at += 1) sum += waves[order][at] * square[at];
    looks[order] = sum;
    squares += sum * sum;
  }
  if (squares === 0) return undefined;
  return looks.map((value) => value / Math.sqrt(squares));
}

/** The places of a small picture that differ most from their surroundings, some of every part of it. */
export function landmarks(plane: LowPlane): Landmarks {
  const { widthPx, heightPx, values } = plane;
  const middle = squareMeans(values, widthPx, heightPx, 1), around = squareMeans(values, widthPx, heightPx, 5);
  const marked = middle.map((value, at) => Math.abs(value - around[at]));
  const found: { x: number; y: number; looks: Float32Array }[] = [];
  for (let top = reachPx; top + reachPx <= heightPx; top += partPx) {
    for (let left = reachPx; left + reachPx <= widthPx; left += partPx) {
      const inPart: { x: number; y: number; strength: number }[] = [];
      for (let y = top; y < Math.min(top + partPx, heightPx - reachPx + 1); y += 1) {
        for (let x = left; x < Math.min(left + partPx, widthPx - reachPx + 1); x += 1) {
          const at = y * widthPx + x, strength = marked[at];
          if (strength > 0 && isPeak(marked, at, widthPx)) inPart.push({ x, y, strength });
        }
      }
      inPart.sort((a, b) => b.strength - a.strength);
      const taken: { x: number; y: number }[] = [];
      for (const { x, y } of inPart) {
        if (taken.length === perPart) break;
        if (taken.some((other) => Math.hypot(other.x - x, other.y - y) < apartPx)) continue;
        taken.push({ x, y });
        const looks = looksOf(plane, x, y);
        if (looks) found.push({ x, y, looks });
      }
    }
  }
  found.sort((a, b) => a.looks[0] - b.looks[0]);
  const looks = new Float32Array(found.length * looksLength);
  found.forEach((one, index) => { looks.set(one.looks, index * looksLength); });
  return { xs: Int16Array.from(found, ({ x }) => x), ys: Int16Array.from(found, ({ y }) => y), looks };
}

/** Of equal neighbours the last is the peak. */
function isPeak(marked: Float32Array, at: number, widthPx: number): boolean {
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const other = at + dy * widthPx + dx;
      if (other > at ? marked[other] >= marked[at] : other < at && marked[other] > marked[at]) return false;
    }
  }
  return true;
}
