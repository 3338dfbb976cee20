import { groupedFolds } from '#main/training/classifier/folds.ts';
import type { ExperimentCell } from './experimentCell.ts';

/** By group, as honest figures need it; or cell by cell at random, which flatters where cells of one patient lie on both sides. */
export type SplitKind = 'group' | 'random';

/** Into how many folds cells can be dealt so that none is empty: `wanted`, or as many as there are groups. */
export function foldCount(cells: readonly ExperimentCell[], kind: SplitKind, wanted: number): number {
  return Math.min(wanted, new Set(cells.map(({ group, name }) => (kind === 'group' ? group : name))).size);
}

/** The fold of each cell, 0 .. count - 1, labels spread as evenly as groups allow. */
export function foldsOfCells(cells: readonly ExperimentCell[], truths: readonly number[], kind: SplitKind, count: number, seed: number): Int32Array {
  return groupedFolds(cells.map(({ group, name }, i) => ({ group: kind === 'group' ? group : name, label: String(truths[i]) })), count, seed);
}
