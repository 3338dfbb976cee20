import { seededRandom } from '#shared/random/seededRandom.ts';
import { asItLies, type PatchPlacement } from '../features/cellPatch.ts';

/** How far the training copies of Graebel 2018 may be shifted along each axis, pixels of the 200 px patch. */
const mostShiftPx = 10;

/** A cell's picture as it lies, then `copies` of it turned by any angle and shifted; the same for the same seed and name. */
export function placementsOf(name: string, copies: number, seed: number): PatchPlacement[] {
  const random = seededRandom(seed, ...Array.from(name, (letter) => letter.codePointAt(0)!));
  return [asItLies, ...Array.from({ length: copies }, () => ({
    angle: random.between(0, 2 * Math.PI), shiftXPx: random.between(-mostShiftPx, mostShiftPx), shiftYPx: random.between(-mostShiftPx, mostShiftPx),
  }))];
}
