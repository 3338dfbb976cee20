import type { CellAugmentation } from '../augmentation/augmentCell.ts';
import { usualAugmentation } from '../augmentation/augmentCell.ts';
import type { TrainablePart } from '../imported/trainableParts.ts';

/** How a classifier is trained further. Every value can be set; `defaultFineTuning` is what was measured best. */
export interface FineTuningSettings {
  /** What of the network is trained anew for the laboratory's cells; the rest stays as it is. */
  readonly part: TrainablePart;
  readonly steps: number;
  readonly batch: number;
  /** Highest learning rate. */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  /** 0 draws classes as the laboratory's cells have them, 1 all alike. */
  readonly balance: number;
  /** A class with fewer cells is drawn as if it had so many. */
  readonly oversampleTo?: number;
  /** Changed views that are drawn of each cell, at most; fewer where memory would run short. */
  readonly views: number;
  readonly augmentation: CellAugmentation;
  readonly seed: number;
  readonly threads: number;
}

/** Weaker changes of colour than a network is first trained with: the laboratory's stain is what is to be learnt. */
const augmentation: CellAugmentation = { ...usualAugmentation, stain: 0.6, scale: 0.1, maskedBackground: 0.1 };

const common = { batch: 64, weightDecay: 0.02, labelSmoothing: 0.05, balance: 0.25, augmentation };

/** Good settings for each part: the more is trained, the gentler. */
export const fineTuningDefaults: Readonly<Record<TrainablePart, Omit<FineTuningSettings, 'seed' | 'threads'>>> = {
  head: { ...common, part: 'head', steps: 300, learningRate: 2e-3, views: 12 },
  lastStage: { ...common, part: 'lastStage', steps: 200, learningRate: 5e-4, views: 12 },
  all: { ...common, part: 'all', batch: 32, steps: 200, learningRate: 2e-4, views: 12 },
};
