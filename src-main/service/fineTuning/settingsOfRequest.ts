import { availableParallelism } from 'node:os';
import type { TrainingSettings } from '#shared/contract/trainingCommands.ts';
import { trainableParts } from '#shared/contract/trainingCommands.ts';
import type { CellAugmentation } from '#main/training/augmentation/augmentCell.ts';
import { usualAugmentation } from '#main/training/augmentation/augmentCell.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import type { FineTuningSettings } from '#main/training/fineTuning/fineTuningSettings.ts';

const measured = fineTuningDefaults.head.augmentation;

/** How much pictures are changed. Turned and mirrored they are always: a cell has no side that is up. */
const augmentations: Readonly<Record<TrainingSettings['augmentation'], CellAugmentation>> = {
  none: { stain: 0, scale: 0, shiftUm: 0, focus: 0, noise: 0, maskedBackground: 0 },
  weak: { ...measured, stain: measured.stain / 2, focus: measured.focus / 2, noise: measured.noise / 2, maskedBackground: 0 },
  usual: measured,
  strong: usualAugmentation,
};

/** What each part is best trained with, for the window: with the number of steps that stands for no number of epochs. */
export const measuredSettings: readonly { readonly settings: TrainingSettings; readonly steps: number }[] = trainableParts.map((part) => {
  const { batch, learningRate, steps } = fineTuningDefaults[part];
  return { settings: { part, batch, learningRate, augmentation: 'usual' }, steps };
});

/** What a person chose on the command line: of what the window lets choose, and of what only few need. */
export interface ChosenSettings extends Partial<TrainingSettings> {
  /** Instead of epochs. */
  readonly steps?: number;
  /** 0 draws classes as the cells have them, 1 all alike. */
  readonly balance?: number;
  readonly seed?: number;
  readonly threads?: number;
}

/** The settings that follow from them, for so many cells that are learnt from. All else is as measured for the part. */
export function settingsOfChoice({ steps, balance, seed = 1, threads = availableParallelism(), ...chosen }: ChosenSettings, cells: number): FineTuningSettings {
  const { settings } = measuredSettings.find((each) => each.settings.part === (chosen.part ?? 'head'))!;
  return { ...settingsOfRequest({ ...settings, ...chosen }, cells, seed, threads), ...(steps !== undefined && { steps }), ...(balance !== undefined && { balance }) };
}

/** The settings that a person chose, for so many cells that are learnt from. All else is as measured for the part. */
export function settingsOfRequest({ part, epochs, batch, learningRate, oversampleTo, augmentation }: TrainingSettings, cells: number, seed: number, threads: number): FineTuningSettings {
  const defaults = fineTuningDefaults[part];
  return {
    ...defaults, batch, learningRate, augmentation: augmentations[augmentation], seed, threads,
    steps: epochs === undefined ? defaults.steps : Math.max(1, Math.ceil((epochs * cells) / batch)),
    ...(oversampleTo !== undefined && { oversampleTo }),
  };
}
