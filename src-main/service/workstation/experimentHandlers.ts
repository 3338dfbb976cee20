import { groupedCellPictures } from '../evaluation/groupedCellPictures.ts';
import { picturesAsTold, saidOfGroups } from '../evaluation/picturesAsTold.ts';
import { lookAtCellFolder } from '../experiments/lookAtCellFolder.ts';
import { readExperimentResult } from '../experiments/experimentFolders.ts';
import type { Feature } from './workstationContext.ts';

/** The papers' experiments on the laboratory's own cells. */
export const experimentHandlers: Feature = ({ experiments, libraryDirectory }) => ({
  'experiments.list': () => ({ experiments: experiments.list() }),
  'experiments.folder': ({ directory }) => lookAtCellFolder(directory),
  'experiments.start': async ({ order }) => {
    // What is wrong with the folder, the width or the table is said now, not when its turn comes.
    await groupedCellPictures(await picturesAsTold({ directory: order.directory, spanUm: order.spanUm, ...saidOfGroups(order.groups) }));
    return { name: experiments.start(order) };
  },
  'experiments.stop': async ({ name }) => {
    await experiments.stop(name);
    return {};
  },
  'experiments.goOn': ({ name }) => {
    experiments.again(name);
    return {};
  },
  'experiments.remove': async ({ name }) => {
    await experiments.remove(name);
    return {};
  },
  'experiments.result': ({ name }) => readExperimentResult(libraryDirectory, name),
});
