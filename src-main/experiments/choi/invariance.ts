import { seededRandom } from '#shared/random/seededRandom.ts';
import { asItLies, type PatchPlacement } from '../features/cellPatch.ts';
import { eightForms, mostShiftPx } from './choiDataSets.ts';

/** The share of cells, 0 to 1, whose class stays the same in every form of the picture. */
export interface Invariance { readonly rotation: number; readonly shift: number }

/** The forms a test cell is named in: the seven other turned and mirrored ones, and eight at slightly other centres. */
export const rotatedForms: readonly PatchPlacement[] = eightForms(asItLies).slice(1);
export const shiftedForms: readonly PatchPlacement[] = Array.from({ length: 8 }, (_, i) => {
  const random = seededRandom(0x5417, i);
  return { angle: 0, shiftXPx: random.between(-mostShiftPx, mostShiftPx), shiftYPx: random.between(-mostShiftPx, mostShiftPx) };
});

/**
 * How many cells keep their class.
 *
 * @param calls of the cells as they lie
 * @param rotated, shifted for each form, the calls of the same cells
 */
export function invarianceOf(calls: readonly number[], rotated: readonly (readonly number[])[], shifted: readonly (readonly number[])[]): Invariance {
  const shareKept = (forms: readonly (readonly number[])[]) => calls.filter((call, cell) => forms.every((form) => form[cell] === call)).length / Math.max(1, calls.length);
  return { rotation: shareKept(rotated), shift: shareKept(shifted) };
}
