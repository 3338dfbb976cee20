import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { colourNames } from '#shared/models/colourNames.ts';
import { coloursOf } from '#main/analysis/classification/cellColours.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';

export type KnownColours = NonNullable<ClassifierCard['knownColours']>[number];

/** Between these shares of the cells lies what is usual. */
const lowShare = 0.025, highShare = 0.975;
/** What has no nucleus has no colour of one. */
const withoutNucleus = new Set(['ART', 'PLT', 'SMU']);

/** The colours of the nucleated cells that a network learnt from, as the middle 95 % of single cells have them. */
export function knownColoursOf(pictures: TrainingCells, cells: readonly TrainingCell[], specimen: 'marrow' | 'blood', on: string): KnownColours {
  const nucleated = cells.filter(({ label }) => !withoutNucleus.has(label));
  const each = nucleated.map((cell) => coloursOf([pictures.cropOf(cell)], pictures.size.widthUm).sums);
  return {
    specimen, on, cells: nucleated.length,
    values: colourNames.map((name, place) => {
      const sorted = each.map((sums) => sums[place]).sort((a, b) => a - b), at = (share: number): number => Math.round(1e4 * sorted[Math.round(share * (sorted.length - 1))]) / 1e4;
      return { name, low: at(lowShare), high: at(highShare) };
    }),
  };
}
