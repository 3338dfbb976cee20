import type { CountTarget } from '#shared/cases/countSettings.ts';
import { shareTarget } from '#shared/differential/shareTarget.ts';

/** How far the count of one smear has come. `countable` cells enter the differential; `waiting` regions are not counted yet. */
export interface SmearState { readonly name: string; readonly countable: number; readonly waiting: number }

/**
 * How many countable cells each smear gives to the differential. It depends on the target and on what the smears hold, not
 * on how far each has been counted beyond its share, so a count stopped and begun again any number of times ends the same.
 */
export function smearShares(target: CountTarget, smears: readonly SmearState[]): readonly number[] {
  if (target === 'everything') return smears.map(() => Infinity);
  return shareTarget(target, smears.map(({ name, countable, waiting }) => ({ name, cellsAvailable: waiting === 0 ? countable : undefined }))).shares;
}

/** Index of the smear whose next region is counted next; undefined when every smear has its share or no region is left. */
export function nextSmear(target: CountTarget, smears: readonly SmearState[]): number | undefined {
  const shares = smearShares(target, smears);
  const index = smears.findIndex(({ countable, waiting }, i) => waiting > 0 && countable < shares[i]);
  return index < 0 ? undefined : index;
}

/**
 * How many cells of a smear, in the order of counting, make up its share: all up to the cell that fills it. Cells that do
 * not enter the differential (smudges, artefacts) are noted up to there. The order within a region is random, and the
 * order of regions does not follow what is in them, so where it is cut says nothing of the cells.
 */
export function cellsOfShare(share: number, countable: readonly boolean[]): number {
  let counted = 0;
  for (const [index, counts] of countable.entries()) {
    if (counted >= share) return index;
    if (counts) counted += 1;
  }
  return countable.length;
}
