import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { PatchPlacement } from '../features/cellPatch.ts';

/** One of the six training sets of Choi 2017, and the accuracy it printed for it, percent. */
export interface ChoiDataSet {
  readonly name: string;
  readonly title: string;
  /** Crops of each class after oversampling; as many as there are cells where absent. */
  readonly perClass?: number;
  /** Four rotations and two flips of each crop. */
  readonly augmented: boolean;
  readonly publishedAccuracy: number;
}

export const choiDataSets: readonly ChoiDataSet[] = [
  { name: 'original', title: 'original', augmented: false, publishedAccuracy: 57.8 },
  { name: 'augmented', title: 'augmented', augmented: true, publishedAccuracy: 71.9 },
  { name: 'oversampled300', title: 'oversampled to 300', perClass: 300, augmented: false, publishedAccuracy: 65.62 },
  { name: 'oversampled600', title: 'oversampled to 600', perClass: 600, augmented: false, publishedAccuracy: 90.57 },
  { name: 'augmented300', title: 'augmented, oversampled to 300', perClass: 300, augmented: true, publishedAccuracy: 85.05 },
  { name: 'augmented600', title: 'augmented, oversampled to 600', perClass: 600, augmented: true, publishedAccuracy: 95.68 },
];

/** One training picture: a cell's place in its list, and how its crop lies. */
export interface TrainingView { readonly cell: number; readonly placement: PatchPlacement }

/** Oversampled crops lie this far from the cell's middle at most, pixels of 96 ("slightly different centers"). */
export const mostShiftPx = 8;

/**
 * The pictures of a training set, out of training cells alone: oversampled to `perClass` of each class by crops about slightly other
 * centres (a class with more cells than that gives a random part of them), then each in its eight turned and mirrored forms.
 *
 * @param truths of the cells, 0 .. classes - 1
 * @param mostPerClass crops of a class at most, whatever the set asks for: for runs that say they are reduced
 */
export function trainingViews(truths: readonly number[], { augmented, perClass }: Pick<ChoiDataSet, 'augmented' | 'perClass'>, seed: number, mostPerClass = Infinity): TrainingView[] {
  const views: TrainingView[] = [];
  for (const [truth, cells] of Map.groupBy(truths.keys(), (cell) => truths[cell])) {
    const random = seededRandom(seed, 0xc401, truth), order = shuffle([...cells], random);
    for (let i = 0; i < Math.min(mostPerClass, perClass ?? order.length); i++) {
      const isFirst = i < order.length;
      const shift = () => (isFirst ? 0 : random.between(-mostShiftPx, mostShiftPx));
      views.push({ cell: order[i % order.length], placement: { angle: 0, shiftXPx: shift(), shiftYPx: shift() } });
    }
  }
  return augmented ? views.flatMap(({ cell, placement }) => eightForms(placement).map((form) => ({ cell, placement: form }))) : views;
}

/** A crop in four rotations and their mirror images: no two alike. */
export function eightForms(placement: PatchPlacement): PatchPlacement[] {
  return [false, true].flatMap((mirrored) => [0, 1, 2, 3].map((quarter) => ({ ...placement, angle: (quarter * Math.PI) / 2, mirrored })));
}
