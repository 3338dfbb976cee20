import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { CaseScreenProps } from './caseScreenProps.ts';
import type { CaseScreen } from './place.ts';

/** The screens of a case, each loaded when it is first opened: the worklist does not wait for the slide viewer. */
export const caseScreenComponents: Readonly<Record<CaseScreen, ComponentType<CaseScreenProps>>> = {
  slide: lazy(async () => ({ default: (await import('../slideViewer/SlideScreen.tsx')).SlideScreen })),
  gallery: lazy(async () => ({ default: (await import('../gallery/GalleryScreen.tsx')).GalleryScreen })),
  differential: lazy(async () => ({ default: (await import('../differential/DifferentialScreen.tsx')).DifferentialScreen })),
  report: lazy(async () => ({ default: (await import('../report/ReportScreen.tsx')).ReportScreen })),
  compare: lazy(async () => ({ default: (await import('../comparison/CompareScreen.tsx')).CompareScreen })),
};
