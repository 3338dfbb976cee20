import { useCallback, useMemo } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useClassKeys } from '../session/useClassKeys.ts';
import { useUndoTarget } from '../shell/undoTarget.ts';
import { galleryTexts } from '../texts/gallery.ts';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';
import { useLatest } from './useLatest.ts';
import type { ReviewWork } from './useReview.ts';

const texts = galleryTexts.keys;

/** What the keys of a review do beyond its work. */
export interface ReviewCommands { readonly work: ReviewWork; openOnSlide(): void; acceptSure(): void; leave(): void }

/** Puts the review's keys into force: one key, one cell. */
export function useReviewKeys(commands: ReviewCommands): void {
  const latest = useLatest(commands);
  useKeys(useMemo((): KeyBinding[] => {
    const group = texts.review;
    const run = (act: (now: ReviewCommands) => void) => (): void => { act(latest.current); };
    return [
      { keys: 'Enter', label: texts.acceptOne, group, run: run(({ work }) => { work.accept(); }) },
      { keys: ['ArrowLeft', 'Backspace'], label: texts.back, group, repeats: true, run: run(({ work }) => { work.back(); }) },
      { keys: ['ArrowRight', ' '], label: texts.skip, group, repeats: true, run: run(({ work }) => { work.skip(); }) },
      { keys: 'Delete', label: texts.remove, group, run: run(({ work }) => { work.remove(); }) },
      { keys: 'Shift+Enter', label: texts.slide, group, run: run((now) => { now.openOnSlide(); }) },
      { keys: 'F4', label: texts.bulk, group, run: run((now) => { now.acceptSure(); }) },
      { keys: ['Escape', 'F2'], label: texts.leave, group, run: run((now) => { now.leave(); }) },
    ];
  }, [latest]));
  // The review goes back to the cell whose call was taken back, or given again.
  useUndoTarget(useMemo(() => ({ runUndo: () => { latest.current.work.undo(); }, runRedo: () => { latest.current.work.redo(); } }), [latest]));
  useClassKeys(texts.naming, useCallback((code: ClassCode) => { latest.current.work.name(code); }, [latest]));
}
