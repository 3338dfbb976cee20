import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { usualAugmentation } from '../augmentation/augmentCell.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { BatchPart } from './cellSampler.ts';
import type { TrainingStage } from './trainStage.ts';

/** The classes the shipped classifier answers with: all that it has seen in real pictures, and the smudge, which is drawn. */
export const shippedClasses: readonly ClassCode[] = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO', 'MAC', 'SMU', 'ART'];

/** Real blood cells kept out of all training: every ninth of each class, by a seeded shuffle. */
export function isHeldOutBlood(cells: readonly TrainingCell[], seed: number): Set<TrainingCell> {
  const byLabel = new Map<string, TrainingCell[]>();
  for (const cell of cells) if (cell.origin === 'blood') byLabel.set(cell.label, [...(byLabel.get(cell.label) ?? []), cell]);
  const random = seededRandom(seed, 0xb100d);
  return new Set([...byLabel.values()].flatMap((list) => shuffle(list, random).slice(0, Math.round(list.length / 9))));
}

type Settings = Pick<TrainingStage, 'balance' | 'steps' | 'batch' | 'sidePx' | 'learningRate' | 'weightDecay' | 'labelSmoothing' | 'augmentation'>;

const usual = { batch: 48, weightDecay: 0.03, labelSmoothing: 0.05, augmentation: usualAugmentation };

/**
 * First: blood, fields and drawn cells, without any real marrow, so that every fold of the marrow can start from it. Most of it
 * at two thirds of the resolution, where a step takes 60 % of the time (progressive resizing), then at the full one.
 */
export const coarsePreTraining: Settings = { ...usual, sidePx: 64, balance: 0.5, steps: 3200, learningRate: 2e-3 };
export const finePreTraining: Settings = { ...usual, balance: 0.5, steps: 600, learningRate: 8e-4, augmentation: { ...usualAugmentation, stain: 1.2 } };

/**
 * Then: marrow, with blood and drawn cells beside it, so that what was learnt is not forgotten; in colours nearer to their own,
 * because a lymphocyte and an erythroblast differ by little else.
 */
export const marrowTraining: Settings = {
  ...usual, balance: 0.6, steps: 500, learningRate: 1e-3, augmentation: { ...usualAugmentation, stain: 0.9, scale: 0.12, maskedBackground: 0.15 },
};

/** At last: the same cells, little changed in colour and size, at a low rate: what tells neighbours apart is often just that. */
export const refining: Settings = {
  ...marrowTraining, balance: 0.5, steps: 250, learningRate: 6e-4, augmentation: { ...usualAugmentation, stain: 0.6, scale: 0.1, maskedBackground: 0.1 },
};

/** A local expert: from the network that knows all, its front frozen. */
export const expertTraining: Settings = { balance: 0.5, steps: 200, batch: 48, learningRate: 5e-4, weightDecay: 0.05, labelSmoothing: 0.05, augmentation: usualAugmentation };

/** Neighbours that are confused most, by readers too: the pairs that a local expert is tried for. */
export const expertPairs: readonly (readonly ClassCode[])[] = [['NGB', 'NGS']];

const ofOrigin = (cells: readonly TrainingCell[], origin: TrainingCell['origin']) => cells.filter((cell) => cell.origin === origin);

export const preTrainingParts = (cells: readonly TrainingCell[]): BatchPart[] => [
  { share: 0.65, cells: ofOrigin(cells, 'blood') },
  { share: 0.12, cells: ofOrigin(cells, 'fields') },
  { share: 0.23, cells: ofOrigin(cells, 'drawn') },
];

export const marrowTrainingParts = (cells: readonly TrainingCell[]): BatchPart[] => [
  { share: 0.5, cells: ofOrigin(cells, 'marrow') },
  { share: 0.3, cells: ofOrigin(cells, 'blood') },
  { share: 0.05, cells: ofOrigin(cells, 'fields') },
  { share: 0.15, cells: ofOrigin(cells, 'drawn') },
];
