import type { CaseScreen } from '../shell/place.ts';
import type { Theme } from '../shell/theme.ts';

/** The window's frame: head, tabs, banners, list of keys. */
export const shellTexts = {
  product: 'Myeloscope',
  places: 'Places',
  worklist: 'Worklist',
  models: 'Models',
  experiments: 'Methods',
  settings: 'Settings',
  theme: 'Look',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' } satisfies Record<Theme, string>,
  keys: 'Keys',
  keysHint: 'The keys of the classes are set in Settings.',
  keyGroups: { places: 'Going places', review: 'Reviewing', worklist: 'Worklist' },
  unexpected: (message: string) => ({ sentence: `Something in this window went wrong: ${message}.`, remedy: 'What you reviewed is kept. Repeat what you did last; if it stays, save the diagnostics in Settings.' }),

  serviceStarting: 'The counting service is starting.',
  serviceDown: 'The counting service has stopped.',
  serviceDownRemedy: 'It is being started again. What you reviewed is kept; counts go on where they were.',
  serviceReturned: 'The counting service runs again.',
  serviceReturnedRemedy: 'Nothing that was kept is lost. Look whether your last act is there.',

  user: (name: string, role: string) => `User: ${name}, ${role}`,
  sayWho: 'Say who you are',
  addUser: 'Add a person…',
  whoWorks: 'Who works at this window?',
  name: 'Name',
  role: 'Role',
  nameTaken: 'There is a person of this name already.',

  caseScreens: 'Screens of this case',
  tabs: { slide: 'Slide', gallery: 'Gallery', differential: 'Differential', report: 'Report', compare: 'Second reader' } satisfies Record<CaseScreen, string>,
  sample: 'Sample: drawn cells, no patient',
  noName: 'No name given',
  born: (date: string) => `born ${date}`,
  taken: (moment: string) => `taken ${moment.replace('T', ' ')}`,
  slides: (number: number) => (number === 1 ? '1 slide' : `${number} slides`),
  counted: (cells: number, target: number) => `${cells} of ${target} cells`,
  reviewed: (share: number) => `${Math.floor(share * 100)} % reviewed`,
  caseData: 'Case data…',
  caseDataTitle: 'Case data',
  whereIsIt: (slide: string) => `Say where ${slide} is…`,
  undo: 'Undo',
  redo: 'Redo',
  undoRedo: 'Undo and redo',

  copying: 'Keeping a copy of the dropped files',
  dropHere: 'Drop slides, or a folder of field pictures, for a new case',
};
