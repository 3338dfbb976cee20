import type { DescentSettings } from './descent.ts';

/** What a run of the protocol depends on, beside its cells. Part of every output. */
export interface ChoiSettings {
  /** Names of training sets. */
  readonly dataSets: readonly string[];
  /** Whether the second stage is trained, on the last of the training sets. */
  readonly dualStage: boolean;
  readonly epochs: number;
  /** Sets of learning rate, momentum and decays tried by five-fold cross-validation on the original pictures; 0 takes `descent`. */
  readonly searched: number;
  readonly searchEpochs: number;
  readonly descent: DescentSettings;
  /** Share of the published network's channels. */
  readonly networkWidth: number;
  readonly hidden: number;
  readonly batch: number;
  readonly patch: { readonly sidePx: number; readonly spanUm: number };
  /** Training pictures of a class at most, instead of 300 or 600. */
  readonly mostPerClass: number;
  /** Cells of a class that are learnt from at most. */
  readonly mostCells: number;
  /** Test cells that are turned and shifted at most; the paper took some at random. */
  readonly invarianceCells: number;
  readonly seed: number;
  readonly quick: boolean;
}

/** Of the search, within the training part. */
export const publishedSearchFolds = 5;
/** What a fold is judged by has learnt from another. */
export const leastSearchFolds = 2;

/** Rate, momentum and decays of VGG's authors, where none are searched. */
const usualDescent: DescentSettings = { learningRate: 0.01, momentum: 0.9, rateDecay: 0.02, weightDecay: 5e-4 };

/** The protocol as published; 96 px are taken to show 22 µm. */
export const choiProtocol = {
  dualStage: true, epochs: 150, searched: 8, searchEpochs: 150, descent: usualDescent, networkWidth: 1, hidden: 512, batch: 40,
  patch: { sidePx: 96, spanUm: 22 }, mostPerClass: Infinity, mostCells: Infinity, invarianceCells: Infinity,
} as const;

/** A first look: few epochs of a narrow network, nothing searched. */
export const choiQuick = { ...choiProtocol, epochs: 6, searched: 0, searchEpochs: 6, networkWidth: 0.125, hidden: 64, mostPerClass: 40, invarianceCells: 60 } as const;

/** What the outcome of one training set depends on: not on which others are asked for, so that a run may be widened and go on. */
export const choiRecipe = (settings: ChoiSettings): Omit<ChoiSettings, 'dataSets'> & { dataSets?: undefined } => ({ ...settings, dataSets: undefined });

/**
 * In what a run falls short of the published protocol, in words, for every output.
 *
 * @param searchFolds that its cells can be dealt into
 */
export function choiReductions({ epochs, invarianceCells, mostCells, mostPerClass, networkWidth, quick, searched, searchEpochs }: ChoiSettings, searchFolds: number): string[] {
  return [
    ...(quick ? ['REDUCED RUN (quick look): a first look, not the protocol.'] : []),
    ...(epochs < choiProtocol.epochs ? [`${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} instead of ${choiProtocol.epochs}.`] : []),
    ...(networkWidth < 1 ? [`A network of ${networkWidth} of the published width.`] : []),
    ...(searched === 0 ? ['Rate, momentum and decays not searched: usual ones.'] : searchEpochs < epochs ? [`The search trains for ${searchEpochs} epochs.`] : []),
    ...(searched > 0 && searchFolds < leastSearchFolds ? ['Rate, momentum and decays not searched, since the cells learnt from are of one group: usual ones.'] : []),
    ...(searched > 0 && searchFolds >= leastSearchFolds && searchFolds < publishedSearchFolds ? [`The search has ${searchFolds} folds instead of ${publishedSearchFolds}, since there are no more groups to learn from.`] : []),
    ...(Number.isFinite(mostCells) ? [`At most ${mostCells} cells of a class are learnt from, drawn at random.`] : []),
    ...(Number.isFinite(invarianceCells) ? [`Turned and shifted are ${invarianceCells} test cells at most, drawn at random.`] : []),
    ...(Number.isFinite(mostPerClass) ? [`Oversampling stops at ${mostPerClass} pictures of a class, and so do the original pictures.`] : []),
  ];
}
