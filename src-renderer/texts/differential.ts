/** What the differential and the manual counter say, beyond the words that they share with the report (`#shared/reports/texts`). */
export const differentialTexts = {
  title: 'Differential',
  loading: 'Adding up the cells…',
  tableCaption: (reading: string) => `Differential, ${reading}: counts and percentages in report order`,
  readings: { first: 'first reading', second: 'second reading', consensus: 'consensus' },
  columns: {
    cell: 'Cell', count: 'Count', percent: '%', chance: '95 % interval', chanceDetail: 'of chance', withMachine: '95 % interval', withMachineDetail: 'with machine errors',
    range: 'Reference', flag: 'Flag', change: 'Change',
  },
  groups: { reviewed: 'As reviewed', machine: 'As the machine left it' },
  flags: { low: 'Low', high: 'High' },
  flagOf: { low: 'below the reference range', high: 'above the reference range' },
  openGallery: '(show in the gallery)',
  machineIntervalComing: 'being worked out again',
  change: (cells: number) => (cells === 0 ? '0' : cells > 0 ? `+${cells}` : `−${-cells}`),
  summary: {
    counted: 'Counted cells', target: (target: string) => `of ${target} aimed at`, everything: 'all cells found', byHand: (cells: string) => `${cells} of them by the manual counter`,
    ratio: 'M:E', ratioInterval: (interval: string) => `95 % interval ${interval}`, ratioNone: 'No cell of either kind',
    reviewed: 'Reviewed', reviewedOf: (reviewed: string, all: string) => `${reviewed} of ${all} cells`, changed: (changed: string) => `${changed} changed by a person`,
    unnamed: 'Cannot be named', unnamedShare: (percent: string) => `${percent} % of the counted and unnamed cells`, unnamedIn: 'in the denominator', unnamedOut: 'outside the denominator',
  },
  ratioRule: { withMonocytes: 'Monocytes counted as myeloid (ICSH)', withoutMonocytes: 'Monocytes left out' },
  near: { count: (more: string) => `Count ${more} more cells`, signed: 'The report is signed. An amendment opens the case again.', review: 'Review these cells' },
  target: {
    short: (missing: number) => `${missing} ${missing === 1 ? 'cell' : 'cells'} below the target.`, countOn: 'Count on to the target',
    full: 'The slides gave as many as were asked for, and some of these are named now as what is not counted, or taken away. Others can be counted in their place.',
  },
  slides: { title: 'Slide by slide', counted: 'Counted', together: 'All slides', manual: 'Manual counter', all: 'Together', caption: 'Counted cells of each slide, in percent of that slide' },
  histogram: {
    title: 'Along the maturation series', label: 'Percent of counted cells along the granulocytic and erythroid series; the table of the same numbers follows', showTable: 'Show as a table',
    machine: 'Machine', legend: { bar: 'as reviewed', machine: 'as the machine left it', interval: '95 % interval', range: 'reference range' },
  },
  warnings: 'To be known of this count',
  notes: 'How these numbers are made',
  manual: {
    title: 'Manual counter', open: 'Manual counter', hint: 'Cells seen down the eyepiece: one key a class. They are kept apart from the slides’ cells and added in the differential.',
    start: 'Count by keys', of: (target: string) => `of ${target}`, targetReached: 'Target reached', undo: 'Take back the last', redo: 'Count it again', undoes: (name: string) => `take back ${name}`, redoes: (name: string) => `count ${name} again`, oneCell: 'a cell', last: (name: string) => `Last: ${name}`,
    nothing: 'Nothing counted yet', sound: 'Sound', keys: 'Manual counter', target: 'Target of the manual count', key: (key: string) => `, key ${key}`,
  },
};
