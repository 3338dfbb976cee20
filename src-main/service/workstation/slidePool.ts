import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { hashSlide } from '#main/slides/hashSlide.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { asMyeloscopeError } from './asMyeloscopeError.ts';
import { KnownProblems } from './knownProblems.ts';
import type { SlideComparison, WaitingForComparison } from './slideComparison.ts';
import { otherContent, SlideComparisons } from './slideComparisons.ts';

/** Slides open at once: a case has a few, and each keeps some of its pixels in memory. */
const mostOpen = 6;
/** A slide that nobody looked at for so long is closed, so that its file can be moved or its drive taken out. */
const idleMs = 60_000;
/** How long a look at the file is trusted: tiles are asked for by the hundred. */
const trustedMs = 2_000;

interface OpenedSlide {
  readonly source: SlideSource;
  readonly path: string;
  /** Of the file as it was opened. */
  readonly mark: string;
  /** How many are reading it now: it is closed after them. */
  users: number;
  usedAt: number;
  checkedAt: number;
  isOut: boolean;
  /** Undefined where the file looks as it did when it was known to be the slide that was counted. */
  comparison?: SlideComparison;
}

/** A file that could not be opened, whose bytes are compared all the same. */
interface UnopenedFile { readonly path: string; readonly mark: string; readonly comparison: SlideComparison }

/**
 * The slides that windows look at, kept open while they do; the least recently used is closed first. Content that is not what
 * was counted is refused as soon as that is known: a file that looks as it did is trusted, another is read whole and its hash
 * compared while its first pictures are already shown. What goes into a report waits for that. So are the bytes of a file that can't
 * be opened: it may have been put in the slide's place.
 */
export class SlidePool {
  readonly #library: Library;
  readonly #opened = new Map<number, Promise<OpenedSlide>>();
  readonly #unopened = new Map<number, UnopenedFile>();
  readonly #problems: KnownProblems;
  readonly #comparisons: SlideComparisons;
  readonly #sweeping: NodeJS.Timeout;

  /** `onProblem` is told when a slide turns out to be another, or not to be readable, and when it is again. */
  constructor(library: Library, onProblem: (slide: StoredSlide) => void = () => undefined) {
    this.#library = library;
    this.#problems = new KnownProblems(onProblem);
    this.#comparisons = new SlideComparisons(library, this.#problems);
    this.#sweeping = setInterval(() => { this.#closeIdle(performance.now() - idleMs); }, idleMs / 2).unref();
  }

  /**
   * Runs `use` on a slide of the library, open. Throws `bad-input` where the library has no such slide, `slide-changed` where
   * the file is known not to be what was counted, and what opening and reading throw.
   */
  use<Result>(slideId: number, use: (source: SlideSource, slide: StoredSlide) => Promise<Result>): Promise<Result> {
    return this.#use(slideId, trustedMs, (opened, slide) => use(opened.source, slide));
  }

  /**
   * As `use`, on a slide that is known to be the one that was counted: waits until its file was read whole and compared where
   * that was not done. Throws `slide-changed` where it is another, or was written to while `use` read it, and `cancelled` where
   * who waits for the comparison stops.
   */
  async useCounted<Result>(slideId: number, use: (source: SlideSource, slide: StoredSlide) => Promise<Result>, waiting: WaitingForComparison = {}): Promise<Result> {
    if (this.#unopened.get(slideId)?.comparison.hasFailed) this.#unopened.delete(slideId);
    return this.#use(slideId, 0, async (opened, slide) => {
      if (opened.comparison?.hasFailed) opened.comparison = this.#compare(slide, opened);
      await opened.comparison?.follow(waiting);
      this.#mustBeCounted(slide, opened.mark);
      const result = await use(opened.source, slide);
      if ((await slideMark(slide.path)) === opened.mark) return result;
      throw new MyeloscopeError('slide-changed', `${path.basename(slide.path)} was written to while it was read (${slide.path}).`, 'Try again when nothing writes to it any more.');
    }).catch(async (cause: unknown) => {
      const unopened = this.#unopened.get(slideId);
      // Not the slide that was counted, rather than one that can't be read. That it can't be read at all is what `cause` says.
      if (unopened && !unopened.comparison.hasFailed && !(await unopened.comparison.follow(waiting))) throw otherContent(this.#library.slides.find(slideId)!);
      throw cause;
    });
  }

  async #use<Result>(slideId: number, trustMs: number, use: (opened: OpenedSlide, slide: StoredSlide) => Promise<Result>): Promise<Result> {
    const slide = this.#library.slides.find(slideId);
    if (!slide) throw new MyeloscopeError('bad-input', 'This slide is no longer in the library.', 'Open the case again from the worklist.');
    let opened = await this.#openedFor(slide, trustMs);
    // Let go while it was waited for.
    while (opened.isOut) opened = await this.#openedFor(slide, trustMs);
    opened.users += 1;
    opened.usedAt = performance.now();
    try {
      this.#mustBeCounted(slide, opened.mark);
      return await use(opened, slide);
    } finally {
      opened.users -= 1;
      if (opened.isOut && opened.users === 0) await opened.source.close();
    }
  }

  /** Why a slide can't be shown now; undefined where nothing is known against it. Nothing is read: only what was compared before is known. */
  async refusalOf(slide: StoredSlide): Promise<MyeloscopeError | undefined> {
    try {
      return this.#problems.of(slide, await slideMark(slide.path));
    } catch (cause) {
      return asMyeloscopeError(cause);
    }
  }

  /** As `refusalOf`, with what to do, as one text. */
  async problemOf(slide: StoredSlide): Promise<string | undefined> {
    const refusal = await this.refusalOf(slide);
    return refusal && `${refusal.message} ${refusal.remedy}`.trim();
  }

  /** Whether the file of a slide, as it looks now, is known to be what was counted. Throws where it is not there. */
  async isCompared(slide: StoredSlide): Promise<boolean> {
    return this.#library.slides.fileMark(slide.id) === await slideMark(slide.path);
  }

  /** Lets a slide go, so that it is opened anew: its file was moved, or is to be looked at again. */
  forget(slideId: number): void {
    const opening = this.#opened.get(slideId);
    this.#opened.delete(slideId);
    opening?.then(closeWhenFree, () => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    const ended = this.#comparisons.end();
    const all = [...this.#opened.values()];
    this.#opened.clear();
    for (const opening of all) await opening.then(closeWhenFree, () => undefined);
    await ended;
  }

  /** `trustMs`: how long ago the file may have been looked at last. */
  async #openedFor(slide: StoredSlide, trustMs: number): Promise<OpenedSlide> {
    const known = this.#opened.get(slide.id);
    const opened = await (known ?? this.#open(slide));
    if (opened.path === slide.path) {
      if (performance.now() - opened.checkedAt < trustMs) return opened;
      const lookedAt = performance.now();
      if ((await slideMark(slide.path)) === opened.mark) {
        opened.checkedAt = Math.max(opened.checkedAt, lookedAt);
        return opened;
      }
    }
    // Written to, moved or gone since it was opened. Another call may have seen that first.
    if (this.#opened.get(slide.id) === known) this.forget(slide.id);
    return this.#opened.get(slide.id) ?? this.#open(slide);
  }

  #open(slide: StoredSlide): Promise<OpenedSlide> {
    const opening = this.#opening(slide);
    this.#opened.set(slide.id, opening);
    // A failure is not kept: the drive may be there again the next time.
    opening.catch(() => { if (this.#opened.get(slide.id) === opening) this.#opened.delete(slide.id); });
    this.#closeBeyond();
    return opening;
  }

  async #opening(slide: StoredSlide): Promise<OpenedSlide> {
    const mark = await slideMark(slide.path);
    let source: SlideSource;
    try {
      source = await openSlide(slide.path);
    } catch (cause) {
      throw this.#notOpened(slide, mark, cause);
    }
    this.#unopened.delete(slide.id);
    const now = performance.now();
    const opened: OpenedSlide = { source, path: slide.path, mark, users: 0, usedAt: now, checkedAt: now, isOut: false };
    const [{ widthPx, heightPx }] = source.levels;
    if (this.#problems.of(slide, mark)?.code === 'slide-changed') return opened;
    if (widthPx !== slide.widthPx || heightPx !== slide.heightPx) this.#problems.set(slide, mark, otherContent(slide));
    else if (this.#library.slides.fileMark(slide.id) !== mark) opened.comparison = this.#compare(slide, opened);
    else this.#problems.clear(slide);
    return opened;
  }

  /** What is to be said of a file that can't be opened. Where its bytes were never compared, that is begun. */
  #notOpened(slide: StoredSlide, mark: string, cause: unknown): unknown {
    if (!(cause instanceof MyeloscopeError)) return cause;
    const known = this.#problems.of(slide, mark);
    if (known?.code === 'slide-changed') return known;
    if (!known) this.#problems.set(slide, mark, cause);
    const before = this.#unopened.get(slide.id);
    if (this.#library.slides.fileMark(slide.id) !== mark && (before?.path !== slide.path || before.mark !== mark)) {
      this.#unopened.set(slide.id, { path: slide.path, mark, comparison: this.#comparisons.begin(slide, mark, (signal, tell) => hashSlide(slide.path, signal, tell)) });
    }
    return cause;
  }

  /** Begins to read an open slide whole, to learn whether it is the one that was counted. */
  #compare(slide: StoredSlide, { source, mark }: OpenedSlide): SlideComparison {
    const comparison = this.#comparisons.begin(slide, mark, (signal, tell) => source.hash(signal, tell));
    comparison.isSame.then((isSame) => { if (isSame) this.#problems.clear(slide); }, () => undefined);
    return comparison;
  }

  #mustBeCounted(slide: StoredSlide, mark: string): void {
    const known = this.#problems.of(slide, mark);
    if (known?.code === 'slide-changed') throw known;
  }

  #closeBeyond(): void {
    // Maps keep the order of putting in; the number is small, so the oldest use is looked for where it matters.
    while (this.#opened.size > mostOpen) {
      const [oldest] = this.#opened.keys();
      this.forget(oldest);
    }
  }

  #closeIdle(usedBefore: number): void {
    for (const [slideId, opening] of this.#opened) {
      void opening.then(({ usedAt, users }) => { if (users === 0 && usedAt < usedBefore) this.forget(slideId); }, () => undefined);
    }
  }
}

function closeWhenFree(opened: OpenedSlide): Promise<void> | undefined {
  opened.isOut = true;
  return opened.users === 0 ? opened.source.close() : undefined;
}
