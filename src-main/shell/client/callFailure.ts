import type { Failure } from '#shared/contract/messages.ts';

/** A call that failed, as the service or its absence put it. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence);
    this.failure = failure;
  }
}
