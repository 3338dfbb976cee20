import type { Settings } from '#shared/contract/settingsCommands.ts';

/** The settings screen. */
export const settingsTexts = {
  title: 'Settings',
  sections: {
    people: 'People', laboratory: 'Laboratory', keys: 'Class keys', counting: 'Counting', thresholds: 'Limits watched', ranges: 'Reference ranges, marrow', bloodRanges: 'Reference ranges, blood',
    machine: 'Processor', storage: 'Storage', diagnostics: 'Diagnostics', about: 'About',
  },
  saved: 'Saved',
  undoChanges: 'Undo changes',

  peopleHint: 'Who works here. The name stands under every call and every report.',
  name: 'Name', role: 'Role',
  addPerson: 'Add a person',
  removePerson: (name: string) => `Remove ${name}`,
  noPeople: 'Nobody is named yet: what is done carries the name “Unnamed reader”.',
  nameMissing: 'A person needs a name.',
  nameTwice: 'Two people have the same name.',

  laboratoryHint: 'Stands at the head of the report.',
  logo: {
    title: 'Logo', choose: 'Choose a logo…', takeAway: 'Take the logo away', none: 'None', shown: 'The laboratory’s logo',
    hint: 'PNG or JPEG, up to 1 MB. It is printed up to 39 × 16 mm.', tooLarge: 'This file is larger than 1 MB.', unreadable: 'This file can’t be read.',
  },
  laboratory: { name: 'Laboratory', department: 'Department', address: 'Address', telephone: 'Telephone' },
  paper: 'Paper',
  papers: { a4: 'A4', letter: 'Letter' } satisfies Record<Settings['paper'], string>,

  keysHint: 'One key a class, for reviewing and for the manual counter. Press a key in the field; Backspace clears it.',
  keyOf: (name: string) => `Key for ${name}`,
  keyTaken: (code: string) => `${code} has this key too.`,
  keyReserved: 'The window needs this key.',

  targetMarrow: 'Cells to count, marrow',
  targetBlood: 'Cells to count, blood',
  targetProblem: 'A whole number from 1 to 100,000.',
  ratioDefinition: 'M:E ratio',
  ratioDefinitions: { withMonocytes: 'With monocytes (ICSH)', withoutMonocytes: 'Without monocytes' } satisfies Record<Settings['myeloidErythroid'], string>,
  interval: '95 % interval',
  intervals: { wilson: 'Wilson', clopperPearson: 'Exact (Clopper-Pearson, as in Rümke’s table)' } satisfies Record<Settings['interval'], string>,
  rounding: 'Printed percentages, to one decimal',
  roundings: { addsTo100: 'Add up to 100.0', eachNearest: 'Each to the nearest' } satisfies Record<Settings['rounding'], string>,
  unknownCounted: 'Cells that cannot be named count in the denominator',
  unknownHint: 'They are shown either way.',
  neutrophilsCombined: 'Band and segmented neutrophils as one row',
  sound: 'A sound for each cell of the manual counter',
  countingHint: 'The report prints which definitions were used.',

  thresholdsHint: 'A result whose interval holds one of these limits is marked, with how many more cells would settle it.',
  thresholdColumns: { name: 'Name', classes: 'Classes', percent: 'Limit, %' },
  addThreshold: 'Add a limit',
  removeThreshold: (name: string) => `Remove the limit ${name}`,
  thresholdName: 'The limit needs a name.',
  thresholdClass: (code: string) => `${code} is the code of no class.`,
  thresholdClasses: 'Name at least one class by its code, as BLA.',
  thresholdPercent: 'The limit lies between 0 and 100 %.',

  rangesHints: {
    marrow: '% of counted cells (the ratio for M:E). As delivered: adults. Published sets disagree: check them for your laboratory. An empty row has no range.',
    blood: '% of counted white cells. As delivered: 16 years and older. Published sets disagree: check them for your laboratory. An empty row has no range.',
  },
  rangeSource: 'Source and date',
  rangeSourceHint: 'Printed on the report beside the ranges. Empty prints “to be confirmed”.',
  rangeRow: 'Row', rangeLow: 'Low', rangeHigh: 'High',
  limitOf: {
    low: (name: string, specimen: 'marrow' | 'blood') => `Low limit of ${name}, ${specimen}`,
    high: (name: string, specimen: 'marrow' | 'blood') => `High limit of ${name}, ${specimen}`,
  },
  erythroidTogether: 'Erythroid cells together',
  neutrophilsTogether: 'Neutrophils, band and segmented together',
  ratio: 'M:E ratio',
  rangeNotNumbers: 'Give both limits as numbers, or none.',
  rangeRefused: 'The low limit lies below the high one, both from 0 to 100 with one decimal at most.',

  provider: 'Count with',
  providers: {
    auto: 'The fastest that gives right answers', cpu: 'The processor', cuda: 'NVIDIA graphics card (CUDA)', webgpu: 'Graphics card (WebGPU)', dml: 'Graphics card (DirectML, Windows)',
  } satisfies Record<Settings['provider'], string>,
  providerHint: 'A graphics card is used only after its answers were compared with the processor’s on this machine.',
  test: 'Test this machine',
  testing: 'Testing',
  testInUse: (words: string) => `Counts run on: ${words}.`,
  works: 'Works', worksNot: 'Does not work',

  libraryPath: 'Library',
  librarySize: 'Size',
  backUpHint: 'A backup is a whole copy of the library: cases, calls, reports, settings. It is made while you work. Slide files are not in it.',
  backUpPath: 'Write the backup to',
  chooseFolder: 'Choose a folder…',
  backUp: 'Back up now',
  backedUp: (path: string, size: string) => `The backup is at ${path}, ${size}.`,
  backupName: (day: string) => `myeloscope-${day}.sqlite`,

  diagnosticsHint: 'What helps to find a fault: versions, processor, models, counts that failed. No names, numbers or slides of patients.',
  saveDiagnostics: 'Save diagnostics to a file…',
  showDiagnostics: 'What is in it',

  version: (version: string) => `Myeloscope ${version}`,
  aboutSentence: 'Counts bone-marrow and blood smears: finds, names and counts nucleated cells. It works offline, signs nothing and sends nothing.',
  models: 'Models',
  doubts: 'Known doubts',
  noDoubts: 'No doubts are stated on its card.',
};
