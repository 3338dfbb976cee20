import type { CaseScreen } from '../shell/place.ts';

/** The window's frame: head, tabs, banners, list of keys. */
export const shellTexts = {
  product: 'Myeloscope',
  unexpected: (message: string) => ({ sentence: `Something in this window went wrong: ${message}.`, remedy: 'What you reviewed is kept. Repeat what you did last; if it stays, save the diagnostics in Settings.' }),
  worklist: 'Worklist',
  settings: 'Settings',
  tabs: { slide: 'Slide', gallery: 'Gallery', differential: 'Differential', report: 'Report', compare: 'Second reader' } satisfies Record<CaseScreen, string>,
};
