import { groupedBy } from '#shared/collections/groupedBy.ts';
import { isLoss } from '#shared/evaluation/isLoss.ts';

/** A held-out cell of an expert's classes; cells of one group (patient, overlap group) depend on each other. */
export interface TriedCell { readonly group: string; readonly isRightWithout: boolean; readonly isRightWith: boolean }

/** Held-out cells of the expert's classes: how many are right without it and with it, and the cells that it turned either way. */
export interface ExpertGain {
  readonly cells: number;
  readonly rightWithout: number;
  readonly rightWith: number;
  readonly mended: number;
  readonly spoilt: number;
  /** The cells it turned, of each group of which it turned any. */
  readonly byGroup: readonly { readonly mended: number; readonly spoilt: number }[];
}

/** What an expert gains on held-out cells. */
export function expertGain(cells: readonly TriedCell[]): ExpertGain {
  const isMended = ({ isRightWithout, isRightWith }: TriedCell): boolean => isRightWith && !isRightWithout;
  const isSpoilt = ({ isRightWithout, isRightWith }: TriedCell): boolean => isRightWithout && !isRightWith;
  const turnedIn = (of: readonly TriedCell[]) => ({ mended: of.filter(isMended).length, spoilt: of.filter(isSpoilt).length });
  return {
    cells: cells.length, rightWithout: cells.filter(({ isRightWithout }) => isRightWithout).length, rightWith: cells.filter(({ isRightWith }) => isRightWith).length, ...turnedIn(cells),
    byGroup: [...groupedBy(cells, ({ group }) => group).values()].map(turnedIn).filter(({ mended, spoilt }) => mended + spoilt > 0),
  };
}

/**
 * Whether an expert is kept: it must mend more held-out cells than it spoils, beyond what chance does in one of ten. Cells of one patient
 * count as much as they tell (`isLoss`: what it mended would be lost without it).
 */
export function isKept({ byGroup }: ExpertGain): boolean {
  return isLoss(byGroup.map(({ mended, spoilt }) => ({ lost: mended, gained: spoilt })), 0.1);
}
