/** What went wrong, as a machine reads it. The sentence is for people. */
export type ErrorCode =
  | 'slide-unreadable' | 'slide-unsupported' | 'slide-not-a-smear' | 'slide-changed' | 'slide-too-large'
  | 'scale-unknown' | 'no-cells' | 'model-invalid' | 'model-missing' | 'provider-unavailable'
  | 'store-newer' | 'store-damaged' | 'disk-full' | 'not-permitted' | 'not-found' | 'bad-input' | 'cancelled' | 'service-down' | 'internal';

/** An error a hematologist can act on: a code, a sentence that names the file, and what to do. */
export class MyeloscopeError extends Error {
  override readonly name = 'MyeloscopeError';
  readonly code: ErrorCode;
  /** What the user can do about it; empty when there is nothing. */
  readonly remedy: string;
  /**
   * What is wrong without the place of the file, in words that can follow its name: for reports, where the name of a folder, which may be a
   * patient's, has no business. The sentence without its stop where it names no file.
   */
  readonly reason: string;

  constructor(code: ErrorCode, sentence: string, remedy = '', options: { readonly cause?: unknown; readonly reason?: string } = {}) {
    super(sentence, options);
    this.code = code;
    this.remedy = remedy;
    this.reason = options.reason ?? sentence.replace(/\.$/u, '');
  }
}

/** Throws `cancelled` where the signal has been raised. Call it between units of work. */
export function throwIfCancelled(signal: { readonly aborted: boolean } | undefined): void {
  if (signal?.aborted) throw new MyeloscopeError('cancelled', 'Stopped on request.', 'Give the same command again to go on.');
}
