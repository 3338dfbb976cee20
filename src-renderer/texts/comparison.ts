/** What the screen of the second reader and of the consensus says. */
export const comparisonTexts = {
  title: 'Second reader',
  steps: { first: 'First reading', second: 'Second reading', compare: 'Comparison', consensus: 'Consensus' },
  stepStates: { done: 'done', now: 'now', later: 'later' },
  why: 'A second reader names the cells without seeing the first reader’s calls. Both see what the machine calls.',
  state: {
    underWay: (cells: number) => `Under way, ${cells} cells named`, finished: (at: string) => `Finished ${at}`, unnamed: 'No reader named yet',
  },
  begin: {
    title: 'Ask a second reader', reader: 'Second reader', start: 'Begin the second reading',
    noOther: 'There is no other user yet. Add one in Settings.', firstHint: (name: string) => `First reader: ${name}`, nameFirst: 'Name the first reader first.',
  },
  doing: {
    takeIt: (name: string) => `I, ${name}, read this case`, goOn: 'Go on reviewing', finish: 'Finish my reading', finishHint: 'A finished reading takes no more calls until it is opened again.', open: 'Open again', waitFor: (name: string) => `${name} has not finished. The comparison stays closed until both have.`,
    notYours: (name: string) => `This reading is ${name}’s.`, actAs: (name: string) => `Work as ${name}`, blind: 'The other reader’s calls stay hidden.',
  },
  compare: {
    cells: (cells: number) => `${cells} cells named by both`, byClass: 'By class', byLineage: 'By lineage', kappa: (kappa: string) => `κ ${kappa}`, interval: (lower: string, upper: string) => `95 % interval ${lower} to ${upper}`,
    same: (percent: string) => `${percent} % of cells named alike`, undefined: 'Kappa is not defined here: both readers used one and the same class throughout, or there are no cells.', none: 'No cells to compare.',
    explain: 'Kappa is agreement beyond what chance alone would give: 1 is full agreement, 0 is chance. The words follow Landis and Koch (1977).',
    words: { poor: 'Less than chance', slight: 'Slight agreement', fair: 'Fair agreement', moderate: 'Moderate agreement', substantial: 'Substantial agreement', almostPerfect: 'Almost perfect agreement' },
    shortWords: { poor: 'less than chance', slight: 'slight', fair: 'fair', moderate: 'moderate', substantial: 'substantial', almostPerfect: 'almost perfect' },
    sure: 'The interval says the same.', wide: (from: string, to: string) => `With so many cells it may lie anywhere from ${from} to ${to}.`,
  },
  table: {
    title: 'First against second', caption: (first: string, second: string) => `Cells by the call of ${first} (rows) and of ${second} (columns)`, first: 'First reader', total: 'Sum',
    showPair: (first: string, second: string) => `Show the cells called ${first} by the first and ${second} by the second reader`, onlyPair: (first: string, second: string) => `Only ${first} against ${second}`, allPairs: 'Show all differing cells',
  },
  differing: {
    title: 'Cells on which they differ', none: 'The two readers agree on every cell.', left: (left: number, all: number) => `${left} of ${all} still to settle`, settled: 'All differing cells are settled.',
    keys: 'Consensus', take: 'Take it', next: 'Next cell to settle', previous: 'Previous cell', takeFirst: 'First reader’s call', takeSecond: 'Second reader’s call', consensus: 'Consensus', open: 'open', onSlide: 'Show on the slide',
    list: 'Differing cells', describe: (place: number, all: number, first: string, second: string, consensus: string) => `Cell ${place} of ${all}: first ${first}, second ${second}, consensus ${consensus}`, hint: 'Press a class key, or take one reader’s call. The next cell follows by itself.',
    begin: 'Begin the consensus', finished: 'The consensus is finished. Open it again to change a call.',
  },
};
