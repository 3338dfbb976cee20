import type { OptionForm } from '../arguments/commandForm.ts';

/** Option of every command that makes, changes or deletes a model: the library keeps who did. */
export const byOption: OptionForm = { name: '--by', value: 'NAME', meaning: 'who does so; kept with the library (default: the account of this machine)' };
