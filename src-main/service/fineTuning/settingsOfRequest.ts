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

/** The settings that a person chose, for so many cells that are learnt from. All else is as measured for the part. */
export function settingsOfRequest({ part, epochs, batch, learningRate, oversampleTo, augmentation }: TrainingSettings, cells: number, seed: number, threads: number): FineTuningSettings {
  const defaults = fineTuningDefaults[part];
  return {
    ...defaults, batch, learningRate, augmentation: augmentations[augmentation], seed, threads,
    steps: epochs === undefined ? defaults.steps : Math.max(1, Math.ceil((epochs * cells) / batch)),
    ...(oversampleTo !== undefined && { oversampleTo }),
  };
}
