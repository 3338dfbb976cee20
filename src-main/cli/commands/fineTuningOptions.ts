import { augmentationStrengths, trainingLimits } from '#shared/contract/trainingCommands.ts';
import type { ChosenSettings } from '#main/service/fineTuning/settingsOfRequest.ts';
import type { OptionForm } from '../arguments/commandForm.ts';
import type { GivenArguments } from '../arguments/givenArguments.ts';
import { UsageError } from '../arguments/usageError.ts';

const { epochs, batch, learningRate, oversampleTo } = trainingLimits;

/** How a classifier is trained further: all that the window lets choose, and what only few need. */
export const fineTuningOptions: readonly OptionForm[] = [
  { name: '--part', value: 'head|last-stage|all', meaning: 'what is trained: the last layer, the last stage or all layers (default head, which was measured best)' },
  { name: '--epochs', value: 'N', meaning: 'passes over the cells; or give --steps' },
  { name: '--steps', value: 'N', meaning: 'training steps, of one batch each (default as measured: 300 of the last layer, else 200)' },
  { name: '--batch', value: 'N', meaning: 'cells in a batch (default 64; 32 where all layers are trained)' },
  { name: '--learning-rate', value: 'X', meaning: 'highest learning rate (default 0.002 of the last layer, 0.0005 of the last stage, 0.0002 of all)' },
  { name: '--oversample-to', value: 'N', meaning: 'shows a class with fewer cells as often as if it had so many (default: as it comes)' },
  { name: '--balance', value: 'X', meaning: '0 takes classes as they come, 1 all alike (default 0.25)' },
  { name: '--augmentation', value: augmentationStrengths.join('|'), meaning: 'how much pictures are changed beside being turned and mirrored (default usual)' },
  { name: '--seed', value: 'N', meaning: 'of everything random (default 1)' },
  { name: '--threads', value: 'N', meaning: 'threads to compute with (default: all)' },
];

/** What was chosen of them. Throws `UsageError` on a value that can't be, and where both epochs and steps are given. */
export function fineTuningSettingsFrom(given: GivenArguments): ChosenSettings {
  if (given.has('--epochs') && given.has('--steps')) throw new UsageError('--epochs and --steps both say how long it learns: give one of them.');
  const part = given.choice('--part', ['head', 'last-stage', 'all']);
  const chosen = {
    part: part === 'last-stage' ? 'lastStage' : part,
    epochs: given.wholeNumber('--epochs', ...epochs), steps: given.wholeNumber('--steps', 1, 100_000),
    batch: given.wholeNumber('--batch', ...batch), learningRate: given.number('--learning-rate', ...learningRate),
    oversampleTo: given.wholeNumber('--oversample-to', ...oversampleTo), balance: given.number('--balance', 0, 1),
    augmentation: given.choice('--augmentation', augmentationStrengths),
    seed: given.wholeNumber('--seed', 0, 2 ** 31 - 1), threads: given.wholeNumber('--threads', 1, 256),
  } satisfies ChosenSettings;
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}
