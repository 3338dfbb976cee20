import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { Library } from '#main/store/library.ts';

/** Slides of the library, each opened when its first cell is asked for; one at a time stays open. */
export interface LibrarySlides {
  /** Throws what opening throws, and `slide-changed` where the file is not what was counted. The same failure again without another look. */
  source(slideId: number): Promise<SlideSource>;
  close(): Promise<void>;
}

export function openLibrarySlides(library: Library): LibrarySlides {
  let open: { readonly slideId: number; readonly opening: Promise<SlideSource> } | undefined;
  const failures = new Map<number, MyeloscopeError>();
  const close = async (): Promise<void> => {
    const last = open;
    open = undefined;
    await (await last?.opening.catch(() => undefined))?.close();
  };
  return {
    async source(slideId) {
      if (open?.slideId === slideId) return open.opening;
      const known = failures.get(slideId);
      if (known) throw known;
      await close();
      open = { slideId, opening: openCounted(library, slideId) };
      return open.opening.catch((cause: unknown) => {
        if (cause instanceof MyeloscopeError) failures.set(slideId, cause);
        open = undefined;
        throw cause;
      });
    },
    close,
  };
}

async function openCounted(library: Library, slideId: number): Promise<SlideSource> {
  const slide = library.slides.find(slideId);
  if (!slide) throw new MyeloscopeError('not-found', 'The slide is no longer in the library.');
  const mark = await slideMark(slide.path), source = await openSlide(slide.path);
  try {
    // A file that looks as it did when its content was last compared is trusted; another is read whole.
    if (library.slides.fileMark(slideId) === mark || (await source.hash()) === slide.hash) return source;
    throw new MyeloscopeError('slide-changed', `${slide.path} is not the slide that was counted: its content has changed.`, 'Put the slide back as it was, or say where it lies now.');
  } catch (cause) {
    await source.close();
    throw cause;
  }
}
