import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { asMyeloscopeError } from './asMyeloscopeError.ts';

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
  /** Why its content is not to be shown, once that is known. */
  refusal?: MyeloscopeError;
  /** Ends when it is known whether this is the slide that was counted; rejects where the file can't be read to the end, and is undefined then. */
  compared?: Promise<void>;
}

/** A file that turned out to be another slide than the one counted, as it was then. */
interface RefusedFile { readonly path: string; readonly mark: string; readonly refusal: MyeloscopeError }

/**
 * The slides that windows look at, kept open while they do; the least recently used is closed first. Content that is not what
 * was counted is refused as soon as that is known: a file that looks as it did is trusted, another is read whole and its hash
 * compared while its first pictures are already shown. What goes into a report waits for that.
 */
export class SlidePool {
  readonly #library: Library;
  readonly #onRefused: (slide: StoredSlide) => void;
  readonly #opened = new Map<number, Promise<OpenedSlide>>();
  /** By slide; outlives the opened file, which is closed when nobody looks at it. */
  readonly #refused = new Map<number, RefusedFile>();
  readonly #sweeping: NodeJS.Timeout;
  /** Raised at the end: nothing is read whole any more. */
  readonly #ending = new AbortController();
  readonly #comparing = new Set<Promise<void>>();

  /** `onRefused` is told when a slide turns out to be another. */
  constructor(library: Library, onRefused: (slide: StoredSlide) => void = () => undefined) {
    this.#library = library;
    this.#onRefused = onRefused;
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
   * that was not done. Throws `slide-changed` where it is another, or was written to while `use` read it.
   */
  useCounted<Result>(slideId: number, use: (source: SlideSource, slide: StoredSlide) => Promise<Result>): Promise<Result> {
    return this.#use(slideId, 0, async (opened, slide) => {
      await (opened.compared ?? this.#compare(slide, opened));
      if (opened.refusal) throw opened.refusal;
      const result = await use(opened.source, slide);
      if ((await slideMark(slide.path)) === opened.mark) return result;
      throw new MyeloscopeError('slide-changed', `${path.basename(slide.path)} was written to while it was read (${slide.path}).`, 'Try again when nothing writes to it any more.');
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
      if (opened.refusal) throw opened.refusal;
      return await use(opened, slide);
    } finally {
      opened.users -= 1;
      if (opened.isOut && opened.users === 0) await opened.source.close();
    }
  }

  /** Why a slide can't be shown now; undefined where nothing is known against it. Nothing is read: only what was compared before is known. */
  async refusalOf(slide: StoredSlide): Promise<MyeloscopeError | undefined> {
    try {
      return this.#refusalKnown(slide, await slideMark(slide.path));
    } catch (cause) {
      return asMyeloscopeError(cause);
    }
  }

  /** As `refusalOf`, with what to do, as one text. */
  async problemOf(slide: StoredSlide): Promise<string | undefined> {
    const refusal = await this.refusalOf(slide);
    return refusal && `${refusal.message} ${refusal.remedy}`.trim();
  }

  #refusalKnown(slide: StoredSlide, mark: string): MyeloscopeError | undefined {
    const known = this.#refused.get(slide.id);
    return known?.path === slide.path && known.mark === mark ? known.refusal : undefined;
  }

  /** Lets a slide go, so that it is opened anew: its file was moved, or is to be looked at again. */
  forget(slideId: number): void {
    const opening = this.#opened.get(slideId);
    this.#opened.delete(slideId);
    opening?.then(closeWhenFree, () => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    this.#ending.abort();
    const all = [...this.#opened.values()];
    this.#opened.clear();
    for (const opening of all) await opening.then(closeWhenFree, () => undefined);
    await Promise.all(this.#comparing);
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
    const source = await openSlide(slide.path);
    const now = performance.now();
    const known = this.#refusalKnown(slide, mark);
    const opened: OpenedSlide = { source, path: slide.path, mark, users: 0, usedAt: now, checkedAt: now, isOut: false, ...(known && { refusal: known }) };
    if (known) return opened;
    const [{ widthPx, heightPx }] = source.levels;
    if (widthPx !== slide.widthPx || heightPx !== slide.heightPx) this.#refuse(slide, opened);
    else if (this.#library.slides.fileMark(slide.id) !== mark) void this.#compare(slide, opened).catch(() => undefined);
    else opened.compared = Promise.resolve();
    return opened;
  }

  /** Reads the slide whole to learn whether it is the one that was counted. Rejects where it can't be read, or the service is ending. */
  #compare(slide: StoredSlide, opened: OpenedSlide): Promise<void> {
    const compared = (async () => {
      if ((await opened.source.hash(this.#ending.signal)) !== slide.hash) this.#refuse(slide, opened);
      else this.#library.slides.setFileMark(slide.id, opened.mark);
    })();
    opened.compared = compared;
    // Not said here: reading it fails where the slide is shown, too. Who must know it tries again.
    const ended = compared.catch(() => { opened.compared = undefined; });
    this.#comparing.add(ended);
    void ended.then(() => this.#comparing.delete(ended));
    return compared;
  }

  #refuse(slide: StoredSlide, opened: OpenedSlide): void {
    opened.refusal = otherContent(slide);
    this.#refused.set(slide.id, { path: opened.path, mark: opened.mark, refusal: opened.refusal });
    this.#onRefused(slide);
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

/** The error for a slide whose content is not what was counted. */
export function otherContent(slide: StoredSlide): MyeloscopeError {
  return new MyeloscopeError('slide-changed', `${path.basename(slide.path)} is not the slide that was counted: its content has changed (${slide.path}).`, 'Put the slide back as it was, or say where it lies now.');
}
