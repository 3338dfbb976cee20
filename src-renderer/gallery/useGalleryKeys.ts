import { useCallback, useMemo } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useClassKeys } from '../session/useClassKeys.ts';
import { galleryTexts } from '../texts/gallery.ts';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';
import type { GalleryStep } from './moveInGallery.ts';
import type { GalleryCells } from './useGalleryCells.ts';
import { useLatest } from './useLatest.ts';

const texts = galleryTexts.keys;

const stepKeys: readonly (readonly [key: string, step: GalleryStep])[] = [
  ['ArrowLeft', 'left'], ['ArrowRight', 'right'], ['ArrowUp', 'up'], ['ArrowDown', 'down'], ['PageUp', 'pageUp'], ['PageDown', 'pageDown'], ['Home', 'lineStart'], ['End', 'lineEnd'],
  ['Ctrl+Home', 'first'], ['Ctrl+End', 'last'], ['Ctrl+ArrowUp', 'previousClass'], ['Ctrl+ArrowDown', 'nextClass'],
];
/** Steps that stretch the selection with Shift. */
const stretching = new Set<GalleryStep>(['left', 'right', 'up', 'down', 'pageUp', 'pageDown', 'lineStart', 'lineEnd']);

/** What the gallery's keys do beyond naming and moving. */
export interface GalleryCommands {
  readonly gallery: GalleryCells;
  readonly linesInPage: number;
  readonly activeCode: ClassCode | undefined;
  zoom(by: 1 | -1): void;
  togglePanel(): void;
  openOnSlide(): void;
  review(): void;
  acceptSure(): void;
}

/** Puts the gallery's keys into force. */
export function useGalleryKeys(commands: GalleryCommands): void {
  const latest = useLatest(commands);
  useKeys(useMemo((): KeyBinding[] => {
    const group = texts.gallery;
    const run = (act: (now: GalleryCommands) => void) => (): void => { act(latest.current); };
    return [
      ...stepKeys.map(([keys, step]) => ({ keys, label: texts[step], group, repeats: true, run: run(({ gallery, linesInPage }) => { gallery.step(step, linesInPage); }) })),
      ...stepKeys.filter(([, step]) => stretching.has(step)).map(([key, step]) => ({
        keys: `Shift+${key}`, label: `${texts.stretch}: ${texts[step].toLowerCase()}`, group, repeats: true, run: run(({ gallery, linesInPage }) => { gallery.step(step, linesInPage, true); }),
      })),
      { keys: ' ', label: texts.toggle, group, run: run(({ gallery }) => { gallery.toggleActive(); }) },
      { keys: 'Ctrl+a', label: texts.selectClass, group, run: run(({ gallery }) => { gallery.selectClass(); }) },
      { keys: 'Escape', label: texts.clear, group, run: run(({ gallery }) => { gallery.clear(); }) },
      { keys: 'Enter', label: texts.accept, group, run: run(({ gallery }) => { gallery.accept(); }) },
      { keys: 'Ctrl+Enter', label: texts.acceptRest, group, run: run(({ gallery, activeCode }) => { if (activeCode) gallery.acceptRest(activeCode); }) },
      { keys: 'Delete', label: texts.remove, group, run: run(({ gallery }) => { gallery.remove(); }) },
      { keys: 'F2', label: texts.startReview, group, run: run((now) => { now.review(); }) },
      { keys: 'F3', label: texts.panel, group, run: run((now) => { now.togglePanel(); }) },
      { keys: 'Shift+Enter', label: texts.slide, group, run: run((now) => { now.openOnSlide(); }) },
      { keys: 'F4', label: texts.bulk, group, run: run((now) => { now.acceptSure(); }) },
      { keys: '+', label: galleryTexts.larger, group, repeats: true, run: run((now) => { now.zoom(1); }) },
      { keys: '-', label: galleryTexts.smaller, group, repeats: true, run: run((now) => { now.zoom(-1); }) },
    ];
  }, [latest]));
  useClassKeys(texts.naming, useCallback((code: ClassCode) => { latest.current.gallery.name(code); }, [latest]));
}
