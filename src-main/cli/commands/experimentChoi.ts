import path from 'node:path';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { picturesFrom, pictureOptions } from './experimentPictures.ts';

/** `experiment choi`: the dual-stage network of Choi et al. 2017 on a laboratory's own cells. */
export const experimentChoiCommand: Command = {
  form: {
    words: ['experiment', 'choi'],
    summary: 'Runs the protocol of Choi et al. 2017 (a network in two stages, six training sets) on labelled pictures: DIR/<CODE>/*.png|jpg.',
    options: [
      ...pictureOptions,
      { name: '--out', value: 'DIR', meaning: 'results and the state of the run (default experiment-choi)' },
      { name: '--only', value: 'WORDS', meaning: 'training sets, with commas: original, augmented, oversampled300, oversampled600, augmented300, augmented600' },
      { name: '--split', value: 'group|random', meaning: 'how the test is kept apart (default group; random flatters)' },
      { name: '--quick', meaning: 'a narrow network and few epochs, in minutes; every output says so' },
      { name: '--epochs', value: 'N', meaning: 'of each training (default 150 as published, 6 with --quick)' },
      { name: '--searched', value: 'N', meaning: 'sets of rate, momentum and decays tried by five-fold cross-validation (default 8, 0 with --quick: usual ones)' },
      { name: '--search-epochs', value: 'N', meaning: 'of each training of the search (default 150, 6 with --quick)' },
      { name: '--width', value: 'X', meaning: 'share of the published network\'s channels, 0.05 to 1 (default 1, 0.125 with --quick)' },
      { name: '--most-cells', value: 'N', meaning: 'cells of a class that are learnt from at most; the test keeps all of its own' },
      { name: '--invariance-cells', value: 'N', meaning: 'test cells that are turned and shifted at most (default all, 60 with --quick)' },
      { name: '--threads', value: 'N', meaning: 'processor threads, 1 to 64 (default 2); the figures are the same only for the same number' },
      { name: '--seed', value: 'S', meaning: 'a whole number (default 1); the same seed gives the same figures' },
      { name: '--json', meaning: 'writes all figures as JSON' },
    ],
    notes: ['Ctrl-C stops it; the same command goes on from the last whole epoch. In full it takes days without a GPU.'],
  },
  async run(given, session) {
    const outDirectory = given.text('--out') ?? 'experiment-choi';
    const order = {
      pictures: picturesFrom(given), outDirectory, quick: given.has('--quick'), only: (given.text('--only') ?? '').split(',').map((word) => word.trim()).filter(Boolean),
      split: given.choice('--split', ['group', 'random']) ?? 'group', epochs: given.wholeNumber('--epochs', 1, 1000), searched: given.wholeNumber('--searched', 0, 100),
      searchEpochs: given.wholeNumber('--search-epochs', 1, 1000), networkWidth: given.number('--width', 0.05, 1), mostCells: given.wholeNumber('--most-cells', 6, 1_000_000), invarianceCells: given.wholeNumber('--invariance-cells', 1, 1_000_000), threads: given.wholeNumber('--threads', 1, 64) ?? 2, seed: given.wholeNumber('--seed', 0, 2 ** 31) ?? 1,
    };
    const { runChoiExperiment, describeChoiResult } = await import('#main/service/experiments/choiExperiment.ts');
    const result = await runChoiExperiment(order, session.context);
    if (given.has('--json')) printJson(session, result);
    else session.print(`${describeChoiResult(result)}\nWritten to ${path.resolve(outDirectory)}\n`);
    return undefined;
  },
};
