import type { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';

/** A file as it was when it was found to be another slide, or could not be read. */
interface KnownProblem { readonly path: string; readonly mark: string; readonly problem: MyeloscopeError }

/** What was found against the files of slides, for as long as they look as they did then. It outlives the opened files. */
export class KnownProblems {
  readonly #ofSlides = new Map<number, KnownProblem>();
  readonly #onChanged: (slide: StoredSlide) => void;

  /** `onChanged` is told when something else is known of a slide than before. */
  constructor(onChanged: (slide: StoredSlide) => void) {
    this.#onChanged = onChanged;
  }

  /** What is known against a slide whose file has this mark (`slideMark`). */
  of({ id, path }: StoredSlide, mark: string): MyeloscopeError | undefined {
    const known = this.#ofSlides.get(id);
    return known?.path === path && known.mark === mark ? known.problem : undefined;
  }

  set(slide: StoredSlide, mark: string, problem: MyeloscopeError): void {
    const before = this.of(slide, mark);
    this.#ofSlides.set(slide.id, { path: slide.path, mark, problem });
    // Told once: a window that hears of it asks again, and may meet it again.
    if (before?.code !== problem.code) this.#onChanged(slide);
  }

  /** Nothing is wrong with its file. */
  clear(slide: StoredSlide): void {
    if (this.#ofSlides.delete(slide.id)) this.#onChanged(slide);
  }
}
