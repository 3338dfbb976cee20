import type { WantedProvider } from '#main/service/fineTuning/deviceForTraining.ts';
import type { OptionForm } from '../arguments/commandForm.ts';
import type { GivenArguments } from '../arguments/givenArguments.ts';

/** Option of every command that trains. */
export const providerOption: OptionForm = {
  name: '--provider', value: 'auto|cpu|cuda|webgpu|dml', meaning: 'what it is computed on (default auto: the fastest that gives what the processor gives); a graphics card that fails is left for the processor, and said so',
};

export const providerFrom = (given: GivenArguments): WantedProvider => given.choice('--provider', ['auto', 'cpu', 'cuda', 'webgpu', 'dml']) ?? 'auto';
