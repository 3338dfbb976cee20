import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { CaseScreenProps } from './caseScreenProps.ts';
import type { CaseScreen } from './place.ts';

type Screen = ComponentType<CaseScreenProps>;
const folders: readonly [CaseScreen, string][] = [
  ['slide', '../slideViewer/SlideScreen.tsx'], ['gallery', '../gallery/GalleryScreen.tsx'], ['differential', '../differential/DifferentialScreen.tsx'],
  ['report', '../report/ReportScreen.tsx'], ['compare', '../comparison/CompareScreen.tsx'],
];
const found = import.meta.glob<Record<string, Screen>>(['../*/*Screen.tsx']);

/** The screens of a case that there are, each loaded when it is first opened: the worklist does not wait for the slide viewer. */
export const caseScreenComponents: Readonly<Partial<Record<CaseScreen, Screen>>> = Object.fromEntries(folders.flatMap(([screen, path]) => {
  if (!(path in found)) return [];
  return [[screen, lazy(async () => ({ default: Object.values(await found[path]())[0] }))]];
}));
