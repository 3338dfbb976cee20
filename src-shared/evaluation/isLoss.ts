import { signTest } from './signTest.ts';

/** Of one group (patient): on how many cells something was lost, and on how many gained. */
export interface GroupTurned { readonly lost: number; readonly gained: number }

/**
 * Whether more cells were lost than gained, beyond chance: the exact sign test over the cells that turned, as far as these tell as much as
 * cells that each stand for themselves. Where patients differ more than chance makes them, losses and gains are divided by that (the
 * heterogeneity factor of P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed., section 4.5, never below 1).
 *
 * @param rate of false alarms, 0 to 1
 */
export function isLoss(groups: readonly GroupTurned[], rate: number): boolean {
  const lost = sumOf(groups, ({ lost: of }) => of), gained = sumOf(groups, ({ gained: of }) => of);
  if (lost <= gained) return false;
  const factor = heterogeneity(groups, lost / (lost + gained));
  return signTest(lost / factor, gained / factor) <= rate;
}

/** Pearson's chi square of the shares lost over its degrees of freedom; 1 where nothing differs. */
function heterogeneity(groups: readonly GroupTurned[], share: number): number {
  const turned = groups.filter(({ lost, gained }) => lost + gained > 0);
  if (turned.length < 2 || share === 1) return 1;
  const square = sumOf(turned, ({ lost, gained }) => (lost - share * (lost + gained)) ** 2 / ((lost + gained) * share * (1 - share)));
  return Math.max(1, square / (turned.length - 1));
}

const sumOf = (groups: readonly GroupTurned[], of: (group: GroupTurned) => number): number => groups.reduce((sum, group) => sum + of(group), 0);
