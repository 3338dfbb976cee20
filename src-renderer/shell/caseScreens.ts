import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { CaseScreenProps } from './caseScreenProps.ts';
import type { CaseScreen } from './place.ts';

const loadSlideScreen = async () => ({ default: (await import('../slideViewer/SlideScreen.tsx')).SlideScreen });
const loadGalleryScreen = async () => ({ default: (await import('../gallery/GalleryScreen.tsx')).GalleryScreen });

/** The screens of a case, each loaded when it is first opened: the worklist does not wait for the slide viewer. */
export const caseScreenComponents: Readonly<Record<CaseScreen, ComponentType<CaseScreenProps>>> = {
  slide: lazy(loadSlideScreen),
  gallery: lazy(loadGalleryScreen),
  differential: lazy(async () => ({ default: (await import('../differential/DifferentialScreen.tsx')).DifferentialScreen })),
  report: lazy(async () => ({ default: (await import('../report/ReportScreen.tsx')).ReportScreen })),
  compare: lazy(async () => ({ default: (await import('../comparison/CompareScreen.tsx')).CompareScreen })),
};

/** Loads the two screens that a case is opened with, once the window has nothing else to do: who opens one then does not wait for its program. Gives the function that leaves it. */
export function loadScreensAhead(): () => void {
  const waiting = requestIdleCallback(() => { for (const load of [loadSlideScreen, loadGalleryScreen]) load().catch(() => { /* Said when it is opened. */ }); });
  return () => { cancelIdleCallback(waiting); };
}
