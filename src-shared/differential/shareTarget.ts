import { MyeloscopeError } from '../errors/myeloscopeError.ts';

/** A smear and the countable cells it has, where that is known by now; undefined while it is not. */
export interface SmearToCount { readonly name: string; readonly cellsAvailable?: number }

/** How many cells each smear gives, in the order given; `short` is how many the smears together lack. */
export interface SharedTarget { readonly shares: readonly number[]; readonly short: number }

/**
 * Shares a target of counted cells among smears: equal shares, the remainder one each to the first smears; what a smear
 * does not have is shared again, by the same rule, among the smears that have more. Call it again when a smear runs out:
 * the shares of the others only grow, so no counted cell is ever given back.
 * Throws `bad-input` for no smear, or a target or number of cells that is no whole number.
 */
export function shareTarget(target: number, smears: readonly SmearToCount[]): SharedTarget {
  if (smears.length === 0) throw new MyeloscopeError('bad-input', 'There is no smear to count.');
  if (!Number.isInteger(target) || target < 1) throw new MyeloscopeError('bad-input', `A target of ${target} cells can't be counted.`, 'Give a whole number from 1.');
  const room = smears.map(({ name, cellsAvailable }) => {
    if (cellsAvailable !== undefined && !(Number.isInteger(cellsAvailable) && cellsAvailable >= 0)) {
      throw new MyeloscopeError('bad-input', `The smear ${name} can't have ${cellsAvailable} cells.`);
    }
    return cellsAvailable ?? Infinity;
  });
  // Smears that run out are settled first, smallest first; the rest share evenly. So the result does not depend on rounds.
  const shares: number[] = new Array<number>(smears.length).fill(0);
  let open = smears.map((_, i) => i);
  let left = target;
  for (;;) {
    const equal = Math.floor(left / open.length);
    const remainder = left - equal * open.length;
    const wanted = (place: number): number => equal + (place < remainder ? 1 : 0);
    const exhausted = open.filter((i, place) => room[i] < wanted(place));
    if (exhausted.length === 0) {
      open.forEach((i, place) => { shares[i] = wanted(place); });
      return { shares, short: 0 };
    }
    for (const i of exhausted) { shares[i] = room[i]; left -= room[i]; }
    open = open.filter((i) => !exhausted.includes(i));
    if (open.length === 0) return { shares, short: left };
  }
}
