import type { ModelChoice } from '#main/service/modelChoice.ts';
import type { OptionForm } from '../arguments/commandForm.ts';
import type { GivenArguments } from '../arguments/givenArguments.ts';

/** Options of every command that runs models. */
export const modelOptions: readonly OptionForm[] = [
  { name: '--provider', value: 'auto|cpu|cuda|webgpu|dml', meaning: 'what the models run on (default auto: the fastest that gives the right answers)' },
  { name: '--models', value: 'DIR', meaning: 'folder of the models (default: those shipped)' },
];

export function modelsFrom(given: GivenArguments): ModelChoice {
  return { provider: given.choice('--provider', ['auto', 'cpu', 'cuda', 'webgpu', 'dml']) ?? 'auto', modelsDirectory: given.text('--models') };
}
