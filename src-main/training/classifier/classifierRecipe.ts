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

export type StageSettings = Pick<TrainingStage, 'balance' | 'steps' | 'batch' | 'sidePx' | 'learningRate' | 'weightDecay' | 'labelSmoothing' | 'augmentation'>;

const usual = { balance: 0.5, batch: 48, weightDecay: 0.03, labelSmoothing: 0.05, augmentation: usualAugmentation };

/** How one network of the classifier is trained: stage after stage, each from the parameters of the one before. */
export interface MemberRecipe {
  readonly name: string;
  /** Added to the training's seed, so that no two networks begin alike and see the same. */
  readonly seed: number;
  /** Blood, fields and drawn cells, without any real marrow, so that every fold of the marrow can start from it. */
  readonly preTraining: readonly StageSettings[];
  /**
   * Marrow, with blood and drawn cells beside it, so that what was learnt is not forgotten. The last stage changes colour and size
   * little and at a low rate: what tells a lymphocyte from an erythroblast, or one stage from the next, is often just that.
   */
  readonly marrow: readonly StageSettings[];
}

/**
 * The classifier is the mean of two networks of one kind, brought up differently, so that they err on different cells: other starting
 * values, other cells in each batch, other strengths of colour. Both see most of their pictures at two thirds of the resolution, where a
 * step takes half the time (progressive resizing), and by far more of them than earlier versions did, which called hardly more of the
 * blood cells right that they had learnt from than of those that they had not: they had not learnt long enough.
 */
export const members: readonly MemberRecipe[] = [
  {
    name: 'strong-colours', seed: 0,
    preTraining: [
      { ...usual, sidePx: 64, steps: 7500, learningRate: 2e-3 },
      { ...usual, steps: 1500, learningRate: 1e-3, augmentation: { ...usualAugmentation, stain: 1 } },
    ],
    marrow: [
      { ...usual, steps: 350, learningRate: 1e-3 },
      { ...usual, steps: 300, learningRate: 6e-4, augmentation: { ...usualAugmentation, stain: 0.8, scale: 0.1, maskedBackground: 0.1 } },
    ],
  },
  {
    name: 'mild-colours', seed: 1,
    preTraining: [
      { ...usual, sidePx: 64, steps: 7500, learningRate: 2e-3, augmentation: { ...usualAugmentation, stain: 1.1, scale: 0.12, maskedBackground: 0.15 } },
      { ...usual, steps: 1500, learningRate: 1e-3, augmentation: { ...usualAugmentation, stain: 0.8, scale: 0.1, maskedBackground: 0.15 } },
    ],
    marrow: [
      { ...usual, balance: 0.6, steps: 350, learningRate: 1e-3, augmentation: { ...usualAugmentation, stain: 0.9, scale: 0.12, maskedBackground: 0.15 } },
      { ...usual, steps: 300, learningRate: 6e-4, augmentation: { ...usualAugmentation, stain: 0.6, scale: 0.1, maskedBackground: 0.1 } },
    ],
  },
];

/** A local expert: from the network that knows all, its front frozen. */
export const expertTraining: StageSettings = { balance: 0.5, steps: 200, batch: 48, learningRate: 5e-4, weightDecay: 0.05, labelSmoothing: 0.05, augmentation: usualAugmentation };

/** Neighbours that are confused most, by readers too: the pairs that a local expert is tried for. */
export const expertPairs: readonly (readonly ClassCode[])[] = [['NGB', 'NGS']];

const ofOrigin = (cells: readonly TrainingCell[], origin: TrainingCell['origin']) => cells.filter((cell) => cell.origin === origin);

export const preTrainingParts = (cells: readonly TrainingCell[]): BatchPart[] => [
  { share: 0.72, cells: ofOrigin(cells, 'blood') },
  { share: 0.1, cells: ofOrigin(cells, 'fields') },
  { share: 0.18, cells: ofOrigin(cells, 'drawn') },
];

export const marrowTrainingParts = (cells: readonly TrainingCell[]): BatchPart[] => [
  { share: 0.5, cells: ofOrigin(cells, 'marrow') },
  { share: 0.3, cells: ofOrigin(cells, 'blood') },
  { share: 0.05, cells: ofOrigin(cells, 'fields') },
  { share: 0.15, cells: ofOrigin(cells, 'drawn') },
];
