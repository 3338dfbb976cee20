import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { SplitKind } from '#main/experiments/cells/outerFolds.ts';
import { choiDataSets } from '#main/experiments/choi/choiDataSets.ts';
import { choiResult, type ChoiResult } from '#main/experiments/choi/choiResult.ts';
import { choiProtocol, choiQuick, choiRecipe, type ChoiSettings } from '#main/experiments/choi/choiSettings.ts';
import { runChoi, type ChoiOutcome } from '#main/experiments/choi/runChoi.ts';
import { viewChoi } from '#main/experiments/choi/viewChoi.ts';
import { describeResult } from '#main/experiments/figures/describeResult.ts';
import { resultFiles } from '#main/experiments/figures/resultFiles.ts';
import { experimentWriting, openStateFolder } from '#main/experiments/state/stateFolder.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { vggLike } from '#main/training/networks/vggLike.ts';
import { experimentCells, type ExperimentPictures } from '../evaluation/experimentCells.ts';

/** What a run of Choi's protocol is asked to do. */
export interface ChoiOrder {
  readonly pictures: ExperimentPictures;
  /** Results, and the state from which a stopped run goes on. */
  readonly outDirectory: string;
  readonly quick: boolean;
  /** Names of training sets; all where none is named. */
  readonly only: readonly string[];
  readonly split: SplitKind;
  readonly epochs?: number;
  readonly searched?: number;
  readonly searchEpochs?: number;
  readonly networkWidth?: number;
  readonly mostCells?: number;
  readonly invarianceCells?: number;
  readonly seed: number;
  readonly threads: number;
}

/**
 * Trains the network of Choi 2017 on a laboratory's own cells, in each of its training sets, and the second stage; goes on where an
 * earlier run of the same order stopped. Figures, the table and plots in `outDirectory` are written anew after each training set.
 *
 * @throws MyeloscopeError `bad-input`, `not-found`, `not-permitted`, `disk-full`, `cancelled`
 */
export async function runChoiExperiment(order: ChoiOrder, context: WorkContext = {}): Promise<ChoiResult> {
  const names = choiDataSets.map(({ name }) => name), unknown = order.only.find((word) => !names.includes(word));
  if (unknown !== undefined) throw new MyeloscopeError('bad-input', `"${unknown}" is no training set.`, `There are: ${names.join(', ')}.`);
  const protocol = order.quick ? choiQuick : choiProtocol;
  const settings: ChoiSettings = {
    ...protocol, dataSets: order.only.length ? names.filter((name) => order.only.includes(name)) : names, epochs: order.epochs ?? protocol.epochs, searched: order.searched ?? protocol.searched,
    searchEpochs: order.searchEpochs ?? protocol.searchEpochs, networkWidth: order.networkWidth ?? protocol.networkWidth, mostCells: order.mostCells ?? protocol.mostCells, invarianceCells: order.invarianceCells ?? protocol.invarianceCells, seed: order.seed, quick: order.quick,
  };
  const { cells, described } = await experimentCells(order.pictures);
  const state = await openStateFolder(path.join(order.outDirectory, 'state'), { settings: choiRecipe(settings), split: order.split, cells: cells.map(({ group, name, sha256, spanUm }) => [name, sha256, group, spanUm]) });
  const network = (classes: number) => vggLike(classes, { width: settings.networkWidth, hidden: settings.hidden });
  const write = async (outcome: ChoiOutcome): Promise<ChoiResult> => {
    const result = choiResult(described, cells, order.split, settings, outcome);
    await writeAllWhole(resultFiles(result, viewChoi(result)).map(({ name, text }) => ({ path: path.join(order.outDirectory, name), content: text })), experimentWriting);
    return result;
  };
  return await write(await runChoi({ cells, split: order.split, settings, network, state, threads: order.threads }, context, async (done) => { await write(done); }));
}

/** The tables of a run, for a terminal. */
export const describeChoiResult = (result: ChoiResult): string => describeResult(viewChoi(result));
