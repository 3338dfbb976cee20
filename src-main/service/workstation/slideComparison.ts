import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { TellBytesRead } from '#main/slides/bytesRead.ts';

/** Who waits for a comparison: how to stop waiting, and whom to tell how many bytes were read. */
export interface WaitingForComparison { readonly signal?: AbortSignal; readonly tell?: TellBytesRead }

/** The reading of a slide's whole file to learn whether it is the one that was counted. One reading serves all who wait for it. */
export class SlideComparison {
  /** Ends when all was read: whether it is the slide that was counted. Rejects where it can't be read to the end. */
  readonly isSame: Promise<boolean>;
  /** Whether it could not be read to the end. */
  hasFailed = false;
  readonly #listeners = new Set<TellBytesRead>();
  #last: Parameters<TellBytesRead> | undefined;

  constructor(read: (tell: TellBytesRead) => Promise<boolean>) {
    this.isSame = read((done, total) => {
      this.#last = [done, total];
      for (const tell of this.#listeners) tell(done, total);
    });
    this.isSame.catch(() => { this.hasFailed = true; });
  }

  /**
   * Waits for its end. Throws what reading threw, and `cancelled` as soon as `signal` is raised; the file is read on then, for the slide
   * that is shown waits for the answer too.
   */
  async follow({ signal, tell }: WaitingForComparison = {}): Promise<boolean> {
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const stop = (): void => { reject(new MyeloscopeError('cancelled', 'Stopped on request.')); };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    if (tell) {
      this.#listeners.add(tell);
      if (this.#last) tell(...this.#last);
    }
    try {
      return await Promise.race([stopped, this.isSame]);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (tell) this.#listeners.delete(tell);
    }
  }
}
