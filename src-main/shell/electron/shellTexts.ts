/** What Electron itself shows: native menus, dialogues, and what goes wrong before there is a window. */
export const shellTexts = {
  name: 'Myeloscope', notADevice: 'Decision support; not a medical device.',
  file: '&File', newCase: 'New case', openSlide: 'Open slide…', openFolder: 'Open folder of fields…', worklist: 'Worklist', settings: 'Settings', quit: 'Quit',
  edit: '&Edit', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all',
  view: '&View', zoomIn: 'Larger', zoomOut: 'Smaller', zoomReset: 'Usual size', fullScreen: 'Full screen',
  help: '&Help', keys: 'Keys', about: 'About Myeloscope',
  chooseSlides: 'Open slides', chooseFolder: 'Open a folder', chooseModel: 'Choose a model or its card', models: 'Models and cards', slides: 'Slides and field pictures', allFiles: 'All files',
  stoppedTitle: 'Myeloscope has to close', stopped: (words: string) => `Something went wrong inside Myeloscope: ${words}\n\nNothing that was done is lost. Open it again.`,
};
