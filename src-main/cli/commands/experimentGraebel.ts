import path from 'node:path';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { picturesFrom, pictureOptions } from './experimentPictures.ts';

/** `experiment graebel`: the methods of Graebel et al. 2018, classical and trained, on a laboratory's own cells. */
export const experimentGraebelCommand: Command = {
  form: {
    words: ['experiment', 'graebel'],
    summary: 'Runs the protocol of Graebel et al. 2018 (features with classical classifiers, and trained networks) on labelled pictures: DIR/<CODE>/*.png|jpg.',
    options: [
      ...pictureOptions,
      { name: '--artefacts', value: 'DIR', meaning: 'another folder of the same kind, whose PLT, SMU and ART are the artefacts of the first experiment' },
      { name: '--artefacts-span-um', value: 'X', meaning: 'how many micrometres those pictures are wide (default as --span-um)' },
      { name: '--out', value: 'DIR', meaning: 'results and the state of the run (default experiment-graebel)' },
      { name: '--only', value: 'WORDS', meaning: 'experiments (leukocytes, neutrophilic, all), features (hog, shog, lbp, dsift, daisy; rn18 and rn152, outputs of a network), classifiers (svm, rbf, abc, rfc) and trained networks (resnet18, resnet152), with commas' },
      { name: '--split', value: 'group|random|both', meaning: 'how folds are dealt (default group; random flatters and is shown beside it)' },
      { name: '--quick', meaning: 'a reduced search in minutes; every output says so' },
      { name: '--sets', value: 'N', meaning: 'sets of hyper-parameters for each pair (default 150 as published, 8 with --quick)' },
      { name: '--copies', value: 'N', meaning: 'turned and shifted copies of each training picture (default 1, 0 with --quick)' },
      { name: '--most-cells', value: 'N', meaning: 'cells of a class at most, for sets too large for the time there is' },
      { name: '--weights', value: 'FILE', meaning: 'ONNX file of a pre-trained ResNet-18 or ResNet-152: training starts from it, and its outputs are a feature (without it: from nothing)' },
      { name: '--network-sets', value: 'N', meaning: 'sets of learning rate and batch for each network (default 10 as published, 1 with --quick)' },
      { name: '--searched-folds', value: 'N', meaning: 'inner folds, of 6, that each of these sets is tried on (default all; 1 with --quick)' },
      { name: '--epochs', value: 'N', meaning: 'of each network at most (default 100, 6 with --quick); it ends 10 after its best' },
      { name: '--side-px', value: 'N', meaning: 'side of the networks\' pictures, 32 to 400 (default 200 as published, 64 with --quick)' },
      { name: '--threads', value: 'N', meaning: 'processor threads of a network, 1 to 64 (default 2); its figures are the same only for the same number' },
      { name: '--seed', value: 'S', meaning: 'a whole number (default 1); the same seed gives the same figures' },
      { name: '--json', meaning: 'writes all figures as JSON' },
    ],
    notes: ['Ctrl-C stops it; the same command goes on. Figures, tables and plots are written anew after each pair of feature and classifier.', 'Networks take days without a GPU at the published settings; --quick trains one only where --only names it.'],
  },
  async run(given, session) {
    const outDirectory = given.text('--out') ?? 'experiment-graebel';
    const split = given.choice('--split', ['group', 'random', 'both']) ?? 'group';
    const artefacts = given.text('--artefacts');
    const pictures = picturesFrom(given);
    const order = {
      pictures: { ...pictures, ...(artefacts === undefined ? {} : { artefacts: { directory: artefacts, spanUm: given.number('--artefacts-span-um', 1, 1000) ?? pictures.spanUm } }) },
      outDirectory, quick: given.has('--quick'), only: (given.text('--only') ?? '').split(',').map((word) => word.trim()).filter(Boolean),
      splits: split === 'both' ? ['group', 'random'] as const : [split],
      weights: given.text('--weights'), networkSets: given.wholeNumber('--network-sets', 1, 100), searchedFolds: given.wholeNumber('--searched-folds', 1, 6), networkEpochs: given.wholeNumber('--epochs', 1, 1000),
      networkSidePx: given.wholeNumber('--side-px', 32, 400), threads: given.wholeNumber('--threads', 1, 64) ?? 2,
      sets: given.wholeNumber('--sets', 1, 1000), copies: given.wholeNumber('--copies', 0, 8), mostPerLabel: given.wholeNumber('--most-cells', 6, 1_000_000), seed: given.wholeNumber('--seed', 0, 2 ** 31) ?? 1,
    };
    const { runGraebelExperiment, describeGraebelResult } = await import('#main/service/experiments/graebelExperiment.ts');
    const result = await runGraebelExperiment(order, session.context);
    if (given.has('--json')) printJson(session, result);
    else session.print(`${describeGraebelResult(result)}\nWritten to ${path.resolve(outDirectory)}\n`);
    return undefined;
  },
};
