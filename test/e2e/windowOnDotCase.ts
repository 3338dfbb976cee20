import { afterAll, beforeAll } from 'vitest';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

/** A window on a counted case of dots, at which Dr A works; `place` is the case's address. */
export interface WindowOnDotCase { readonly dots: CountedDotCase; readonly window: OpenWindow; readonly place: string }

/** Counts the case of dots and opens a window on a copy of it, for all tests of a group together. */
export function useWindowOnDotCase(give: (atHand: WindowOnDotCase) => void): void {
  let dots: CountedDotCase | undefined, window: OpenWindow | undefined;
  beforeAll(async () => {
    dots = await countDotCase();
    window = await openWindow(dots.copyLibrary());
    await window.workAs('Dr A');
    give({ dots, window, place: `/case/${dots.caseId}` });
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
  });
}
