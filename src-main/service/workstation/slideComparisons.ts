import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import type { KnownProblems } from './knownProblems.ts';
import { SlideComparison } from './slideComparison.ts';

/** The error for a slide whose content is not what was counted. */
export function otherContent(slide: StoredSlide): MyeloscopeError {
  return new MyeloscopeError('slide-changed', `${path.basename(slide.path)} is not the slide that was counted: its content has changed (${slide.path}).`, 'Put the slide back as it was, or say where it lies now.');
}

/** Compares slides with what was counted, and keeps what comes of it: in the library what they look like where they are the same, else the problem. */
export class SlideComparisons {
  readonly #library: Library;
  readonly #problems: KnownProblems;
  /** Raised at the end: nothing is read whole any more. */
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(library: Library, problems: KnownProblems) {
    this.#library = library;
    this.#problems = problems;
  }

  /** Begins to read a slide whole by `hash`, whose file has this mark (`slideMark`). */
  begin(slide: StoredSlide, mark: string, hash: SlideSource['hash']): SlideComparison {
    const comparison = new SlideComparison(async (tell) => {
      const isSame = (await hash(this.#ending.signal, tell)) === slide.hash;
      if (isSame) this.#library.slides.setFileMark(slide.id, mark);
      else this.#problems.set(slide, mark, otherContent(slide));
      return isSame;
    });
    const ended = comparison.isSame.catch((cause: unknown) => {
      // Why it can't be opened, where that is known, says more.
      if (cause instanceof MyeloscopeError && cause.code !== 'cancelled' && !this.#problems.of(slide, mark)) this.#problems.set(slide, mark, cause);
    });
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
    return comparison;
  }

  /** Stops all. */
  async end(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
  }
}
