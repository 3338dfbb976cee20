import type { SeededRandom } from '#shared/random/seededRandom.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';

/** A part of every batch: so large a share, drawn from these cells. */
export interface BatchPart { readonly share: number; readonly cells: readonly TrainingCell[] }

/**
 * Draws batches with fixed shares for each part. Within a part a class is drawn in proportion to (its cells)^(1 - power):
 * power 0 as they come, 1 all classes alike.
 *
 * @param atLeast a class with fewer cells is drawn as if it had so many
 */
export function createCellSampler(parts: readonly BatchPart[], power: number, atLeast = 0) {
  const drawn = parts.filter(({ share, cells }) => share > 0 && cells.length > 0).map(({ share, cells }) => {
    const support = new Map<string, number>();
    for (const { label } of cells) support.set(label, (support.get(label) ?? 0) + 1);
    const cumulative = new Float64Array(cells.length);
    let sum = 0;
    cells.forEach((cell, i) => {
      const own = support.get(cell.label)!;
      cumulative[i] = sum += Math.pow(Math.max(own, atLeast), 1 - power) / own;
    });
    return { share, cells, cumulative, sum };
  });
  const whole = drawn.reduce((sum, { share }) => sum + share, 0);
  /** One batch of `size` cells, every part with its share (rounded so that the batch is full). */
  return (size: number, random: SeededRandom): TrainingCell[] => {
    const batch: TrainingCell[] = [];
    let promised = 0;
    for (const part of drawn) {
      promised += (part.share / whole) * size;
      while (batch.length < Math.round(promised)) batch.push(part.cells[firstAbove(part.cumulative, random.uniform() * part.sum)]);
    }
    return batch;
  };
}

function firstAbove(cumulative: Float64Array, value: number): number {
  let low = 0, high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] <= value) low = middle + 1; else high = middle;
  }
  return low;
}
