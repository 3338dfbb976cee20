import type { Landmarks } from './landmarks.ts';
import { looksLength } from './landmarks.ts';
import type { LowPlane } from './lowPlane.ts';

/** What is compared of a field: a small picture, and its landmarks. */
export interface SmallField { readonly plane: LowPlane; readonly landmarks: Landmarks }

/** How one small picture lies over another that shows the same place: what the other has at (x, y), it has at (x + `xPx`, y + `yPx`). `share` of the smaller is in both. */
export interface PlaceShift { readonly xPx: number; readonly yPx: number; readonly share: number }

/** Square of how far apart the looks of two landmarks of one place are, at most. */
const mostApart = 0.06;
/** Landmarks that tell of a shift, give or take so much each way; one alone is chance. */
const leastAgreeing = 2;
const agreePx = 2;
/** Less than this share of a field is not told from chance: a single cell in a corner looks like another. */
const leastShare = 0.1;
/**
 * How alike the shared part must be, by its correlation: of 11,175 pairs of unlike blood pictures the most alike have 0.88 where less than a quarter is
 * shared, 0.73 where more is; the same place photographed again, blurred, lighter and packed anew has 0.95 as a rule.
 */
const leastLikeness = (share: number): number => (share < 0.25 ? 0.93 : 0.88);
/** A first look at each so many pixels each way settles most. */
const firstLookStep = 4;
const firstLookMargin = 0.15;
/** Rows of equal cells lie alike at several shifts, a place only at its own: no shift this far away is nearly as good, but where hardly anything is shared. */
const elsewherePx = 8;
const clearMargin = 0.1;

/** The shift at which two small pictures show the same place; undefined where they show none, or it could be several. */
export function sharedPlace(one: SmallField, other: SmallField): PlaceShift | undefined {
  const alike = shiftsBetween(one.landmarks, other.landmarks).flatMap(({ xPx, yPx }) => {
    const share = shareAt(one.plane, other.plane, xPx, yPx);
    if (share < leastShare) return [];
    const least = leastLikeness(share) - clearMargin;
    if (likenessAt(one.plane, other.plane, xPx, yPx, firstLookStep) < least - firstLookMargin) return [];
    const likeness = likenessAt(one.plane, other.plane, xPx, yPx, 1);
    return likeness < least ? [] : [{ xPx, yPx, share, likeness }];
  }).sort((a, b) => b.likeness - a.likeness);
  const best = alike.find(({ share, likeness }) => likeness >= leastLikeness(share));
  if (!best) return undefined;
  const isElsewhere = ({ xPx, yPx, share }: PlaceShift): boolean => Math.hypot(xPx - best.xPx, yPx - best.yPx) > elsewherePx && share > best.share / 2;
  return alike.some((again) => isElsewhere(again) && again.likeness > best.likeness - clearMargin) ? undefined : { xPx: best.xPx, yPx: best.yPx, share: best.share };
}

/** Shifts at which landmarks of one look like landmarks of the other. */
function shiftsBetween(one: Landmarks, other: Landmarks): { xPx: number; yPx: number }[] {
  const shifts: { xPx: number; yPx: number }[] = [];
  const furthest = Math.sqrt(mostApart);
  // Both are in the order of their first number: those of which it alone is too far away are passed over.
  let first = 0;
  for (let i = 0; i < one.xs.length; i += 1) {
    const looks = one.looks[i * looksLength];
    while (first < other.xs.length && other.looks[first * looksLength] < looks - furthest) first += 1;
    for (let j = first; j < other.xs.length && other.looks[j * looksLength] <= looks + furthest; j += 1) {
      if (apart(one.looks, i * looksLength, other.looks, j * looksLength) <= mostApart) shifts.push({ xPx: other.xs[j] - one.xs[i], yPx: other.ys[j] - one.ys[i] });
    }
  }
  return shifts.filter(({ xPx, yPx }) => shifts.filter((again) => Math.abs(again.xPx - xPx) <= agreePx && Math.abs(again.yPx - yPx) <= agreePx).length >= leastAgreeing);
}

function apart(a: Float32Array, from: number, b: Float32Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < looksLength && sum <= mostApart; k += 1) sum += (a[from + k] - b[at + k]) ** 2;
  return sum;
}

function shareAt(a: LowPlane, b: LowPlane, xPx: number, yPx: number): number {
  const widthPx = Math.min(a.widthPx, b.widthPx - xPx) - Math.max(0, -xPx), heightPx = Math.min(a.heightPx, b.heightPx - yPx) - Math.max(0, -yPx);
  return (Math.max(0, widthPx) * Math.max(0, heightPx)) / Math.min(a.widthPx * a.heightPx, b.widthPx * b.heightPx);
}

/** How alike two small pictures are where one, moved by a shift, lies over the other: their correlation, −1 to 1; 0 where one is plain there. */
function likenessAt(a: LowPlane, b: LowPlane, xPx: number, yPx: number, step: number): number {
  const left = Math.max(0, -xPx), right = Math.min(a.widthPx, b.widthPx - xPx), top = Math.max(0, -yPx), bottom = Math.min(a.heightPx, b.heightPx - yPx);
  let count = 0, ofA = 0, ofB = 0, squaresA = 0, squaresB = 0, products = 0;
  for (let y = top; y < bottom; y += step) {
    for (let x = left, p = y * a.widthPx + left, q = (y + yPx) * b.widthPx + left + xPx; x < right; x += step, p += step, q += step) {
      const valueA = a.values[p], valueB = b.values[q];
      count += 1;
      ofA += valueA;
      ofB += valueB;
      squaresA += valueA * valueA;
      squaresB += valueB * valueB;
      products += valueA * valueB;
    }
  }
  const spread = (squaresA - (ofA * ofA) / count) * (squaresB - (ofB * ofB) / count);
  return spread > 0 ? (products - (ofA * ofB) / count) / Math.sqrt(spread) : 0;
}
