import { groupedFolds } from '#main/training/classifier/folds.ts';
import type { ExperimentCell } from './experimentCell.ts';

/** By group, as honest figures need it; or cell by cell at random, which flatters where cells of one patient lie on both sides. */
export type SplitKind = 'group' | 'random';

/** The fold of each cell, 0 .. count - 1, labels spread as evenly as groups allow. */
export function foldsOfCells(cells: readonly ExperimentCell[], truths: readonly number[], kind: SplitKind, count: number, seed: number): Int32Array {
  return groupedFolds(cells.map(({ group, name }, i) => ({ group: kind === 'group' ? group : name, label: String(truths[i]) })), count, seed);
}
