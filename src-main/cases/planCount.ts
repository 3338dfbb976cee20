import type { CountTarget } from '#shared/cases/countSettings.ts';
import { shareTarget } from '#shared/differential/shareTarget.ts';

/** Where a cell stands in the count: in the differential, a cell that nobody has named, or noted only (smudge, artefact). */
export type CellPlace = 'counted' | 'unnamed' | 'noted';

/** How far the count of one smear has come: its cells in the order of counting, and the regions that wait, with the parts that were not looked at as one more. */
export interface SmearState { readonly name: string; readonly places: readonly CellPlace[]; readonly waiting: number }

/** The cells of a smear that a count takes: all up to `length`, and why it ends there. */
export interface SmearCut {
  readonly length: number;
  readonly counted: number;
  /** Those counted and those that could not be named. */
  readonly looked: number;
  /** `share`: the smear gave what was asked; `unnamed`: too many cells could not be named to go on; `end`: those are all so far. */
  readonly endedBy: 'share' | 'unnamed' | 'end';
}

/** Cells looked at for each one asked for: where three of four can't be named, more of the same would mislead. */
const patience = 4;

/**
 * The cells that make up a share, in the order of counting: up to the cell that fills it, with those noted or unnamed on the
 * way. The order within a region is random, and the order of regions does not follow what is in them, so where it is cut
 * says nothing of the cells.
 */
function cutAt(share: number, places: readonly CellPlace[]): SmearCut {
  const mostLooked = patience * share;
  let counted = 0;
  let looked = 0;
  for (const [index, place] of places.entries()) {
    if (counted >= share) return { length: index, counted, looked, endedBy: 'share' };
    if (looked >= mostLooked) return { length: index, counted, looked, endedBy: 'unnamed' };
    if (place === 'counted') counted += 1;
    if (place !== 'noted') looked += 1;
  }
  return { length: places.length, counted, looked, endedBy: counted >= share ? 'share' : looked >= mostLooked ? 'unnamed' : 'end' };
}

/**
 * What each smear gives to a count. It depends on the target and on what the smears hold, not on how far each has been
 * counted beyond its share, so a count stopped and begun again any number of times ends the same. What a smear lacks is
 * asked of the others, and as many more of their cells are looked at. Smears that hold too few are settled first: only then
 * is it known what is asked of those in which few cells can be named.
 */
export function cutSmears(target: CountTarget, smears: readonly SmearState[]): SmearCut[] {
  if (target === 'everything') return smears.map(({ places }) => cutAt(Infinity, places));
  const settled = new Map<number, SmearCut>();
  for (;;) {
    const { shares } = shareTarget(target, smears.map(({ name }, i) => ({ name, cellsAvailable: settled.get(i)?.counted })));
    const cuts = smears.map(({ places }, i) => settled.get(i) ?? cutAt(shares[i], places));
    const lacking = [...cuts.entries()].filter(([i, { endedBy }]) => !settled.has(i) && (endedBy === 'unnamed' || (endedBy === 'end' && smears[i].waiting === 0)));
    if (lacking.length === 0) return cuts;
    const atEnd = lacking.filter(([, { endedBy }]) => endedBy === 'end');
    for (const [i, cut] of atEnd.length > 0 ? atEnd : lacking) settled.set(i, cut);
  }
}

/** Index of the smear whose next region is counted next; undefined when every smear has its share or no region is left. */
export function nextSmear(target: CountTarget, smears: readonly SmearState[]): number | undefined {
  const index = cutSmears(target, smears).findIndex(({ endedBy }, i) => endedBy === 'end' && smears[i].waiting > 0);
  return index < 0 ? undefined : index;
}
