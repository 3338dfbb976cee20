import { caseWithId } from './caseCount.ts';
import type { Feature } from './workstationContext.ts';

/** Copies kept of dropped slides. */
export const droppedHandlers: Feature = ({ library, copies }) => ({
  'files.discardDropped': async ({ paths }) => {
    await copies.discard(paths);
    return {};
  },
  'files.copiesOfCase': ({ caseId }) => {
    caseWithId(library, caseId);
    const slides = library.slides.ofCase(caseId);
    const kept = slides.filter((slide) => copies.isCopy(slide.path)).length;
    return { own: slides.length - kept, copies: kept };
  },
});
