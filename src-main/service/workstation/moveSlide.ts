import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { CallContext, WorkstationContext } from './workstationContext.ts';

/**
 * Notes where a slide lies now; a copy that was kept of it goes. Its content is read whole and compared: another slide is refused with
 * `slide-changed`. Stopped, it leaves the slide where it was. Throws what opening throws, and `bad-input` where the library has no such slide.
 */
export async function moveSlide({ library, slides, copies, emit }: WorkstationContext, slideId: number, given: string, { signal, report }: CallContext): Promise<void> {
  const slide = library.slides.find(slideId);
  if (!slide) throw new MyeloscopeError('bad-input', 'This slide is no longer in the library.', 'Open the case again from the worklist.');
  const place = path.resolve(given);
  const mark = await slideMark(place);
  const stage = `Comparing ${path.basename(place)} with what was counted`;
  report({ stage, done: 0, total: 0 });
  const source = await openSlide(place);
  let hash: string;
  try {
    hash = await source.hash(signal, (done, total) => report({ stage, done, total }));
  } finally {
    await source.close();
  }
  if (hash !== slide.hash) throw new MyeloscopeError('slide-changed', `${place} is not the slide that was counted as ${path.basename(slide.path)}: its content differs.`, 'Choose the slide itself, or make a new case of this one.');
  throwIfCancelled(signal);
  library.transaction(() => {
    library.slides.setPath(slideId, place);
    library.slides.setFileMark(slideId, mark);
  });
  slides.forget(slideId);
  emit({ event: 'caseChanged', caseId: slide.caseId });
  await copies.discard([slide.path]);
}
