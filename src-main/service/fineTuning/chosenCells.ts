import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CaseToLearnFrom } from './libraryCells.ts';

const chosenCell = v.object({
  caseId: v.number(), cellId: v.number(), code: v.picklist(classCodes), side: v.picklist(['training', 'heldOut']), group: v.string(),
  /**
   * Which case it is for good, and the corner of the cell's box on its slide, level-0 pixels: an id alone is no proof that a cell is the one
   * that was named. Earlier versions did not note them.
   */
  identity: v.optional(v.string()), corner: v.optional(v.object({ xPx: v.number(), yPx: v.number() })),
});
/** A cell of the library that a training takes; `group` is its patient. Kept with the training, so that going on takes the same. */
export type ChosenCell = v.InferOutput<typeof chosenCell>;
export const chosenCells = v.array(chosenCell);

/** So many cells of a class are learnt from, and kept apart, at most: more take long and teach little. */
export const mostPerClass = { training: 500, heldOut: 300 } as const;

/** The cells of all cases that are not left out; of a class that has very many, some of each case. */
export function chooseCells(cases: readonly CaseToLearnFrom[]): ChosenCell[] {
  const all = cases.flatMap(({ caseId, key, patient, side, cells }): ChosenCell[] => (side === 'excluded' ? [] : cells.map(({ cellId, code, box: { xPx, yPx } }) => ({ caseId, cellId, code, side, group: patient, identity: key, corner: { xPx, yPx } }))));
  const kept = new Set([...Map.groupBy(all, ({ side, code }) => `${side} ${code}`).values()].flatMap((ofClass) => spread(ofClass, mostPerClass[ofClass[0].side])));
  return all.filter((cell) => kept.has(cell));
}

/** At most so many, from the cases in turn, each case in an order drawn from the cells' numbers. */
function spread(cells: readonly ChosenCell[], most: number): readonly ChosenCell[] {
  if (cells.length <= most) return cells;
  const drawn = ({ caseId, cellId }: ChosenCell): string => createHash('sha256').update(`${caseId} ${cellId}`).digest('hex');
  const byCase = [...Map.groupBy(cells, ({ caseId }) => caseId).values()].map((ofCase) => ofCase.map((cell) => ({ cell, order: drawn(cell) })).sort((a, b) => (a.order < b.order ? -1 : 1)));
  const longest = Math.max(...byCase.map(({ length }) => length));
  return Array.from({ length: longest }, (_, rank) => byCase.flatMap((ofCase) => (rank < ofCase.length ? [ofCase[rank].cell] : []))).flat().slice(0, most);
}
