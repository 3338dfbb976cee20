import type { SkippedCell } from '#shared/contract/trainingCommands.ts';
import type { LearntPictures } from '#main/models/learntPictures.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';

/** Cells that were kept apart, without those that a model has learnt from. */
export interface FitToJudge {
  readonly heldOut: TrainingCells;
  readonly leftOut: readonly SkippedCell[];
  /** In words, why nothing can be concluded from them, whatever they show; absent where it can. */
  readonly flaw?: string;
}

const whys = {
  itself: 'it was learnt from, now or by a model that takes part in the comparison',
  another: 'of the same patient or case another picture was learnt from, now or by a model that takes part in the comparison',
} as const;

/**
 * Who may judge: nobody of whom any cell was learnt from, by the candidate, by what it grew out of, or by what it is compared with. Sides are
 * kept by name; a training that was told no cases, or others, has learnt from all that it was given.
 */
export function fitToJudge(heldOut: TrainingCells, { pictures, unrecorded }: LearntPictures): FitToJudge {
  const learnt = new Set(pictures), { cells, hashOf } = heldOut, isLearnt = (cell: (typeof cells)[number]): boolean => learnt.has(hashOf(cell));
  const known = new Set(cells.filter(isLearnt).map(({ group }) => group));
  return {
    heldOut: { ...heldOut, cells: cells.filter(({ group }) => !known.has(group)) },
    leftOut: cells.flatMap((cell) => (known.has(cell.group) ? [{ what: cell.name, why: isLearnt(cell) ? whys.itself : whys.another }] : [])),
    ...(unrecorded.length > 0 && { flaw: `What ${unrecorded.join(', ')} learnt from is not recorded: the cells kept apart may be among it.` }),
  };
}

/** What is said of too few cells, where others were kept apart, too. */
export function leftOutInWords({ leftOut }: Pick<FitToJudge, 'leftOut'>): string[] {
  if (leftOut.length === 0) return [];
  return [`${leftOut.length} more ${leftOut.length === 1 ? 'was' : 'were'} kept apart, but cannot judge: ${leftOut.length === 1 ? 'it, or another cell of its case, was' : 'they, or other cells of their cases, were'} learnt from, now or by a model that takes part in the comparison.`];
}
