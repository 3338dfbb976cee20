import type { Failure } from '#shared/contract/messages.ts';

/** A call that did not succeed, in words for the person: what happened, and what to do. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  readonly code: string;
  readonly sentence: string;
  /** Empty where there is nothing to be done. */
  readonly remedy: string;

  constructor({ code, sentence, remedy }: Failure, options?: { cause?: unknown }) {
    super(sentence, options);
    this.code = code;
    this.sentence = sentence;
    this.remedy = remedy;
  }
}

/** Whether the person, or a screen that closed, stopped the call: nothing to be told. */
export const wasCancelled = (error: unknown): boolean => error instanceof ServiceFailure && error.code === 'cancelled';
