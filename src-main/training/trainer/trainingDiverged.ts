import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** The loss of a training is no number: the same settings lead there again, and nothing can be gone on with. */
export class TrainingDiverged extends MyeloscopeError {
  constructor(sentence: string, options?: { readonly cause?: unknown }) {
    super('bad-input', sentence, 'Use a lower learning rate.', options);
  }
}
