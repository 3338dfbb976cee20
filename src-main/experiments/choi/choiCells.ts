import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { chooseCells, groupsFirst, type ChosenCells } from '../cells/chooseCells.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { foldCount, foldsOfCells, type SplitKind } from '../cells/outerFolds.ts';
import { publishedSearchFolds, type ChoiSettings } from './choiSettings.ts';

/** The ten classes of Choi 2017, in its order. */
export const choiLabels = ['PEB', 'EBB', 'EBP', 'EBO', 'BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS'];

/** Training and validation to test, as published 5 : 1. */
const parts = 6;

/**
 * The cells of the experiment, and the places of those learnt from and of those kept out for the test. Throws `bad-input` where fewer
 * than two classes have enough.
 *
 * @param settings `mostCells` of a class are learnt from at most, drawn at random; the test keeps all of its own, and
 *   `invarianceCells` of them at most are turned and shifted (`formed`: their places among the tested)
 * @returns `searchFolds` too: as published, or as many as those learnt from have groups; of one nothing can be searched
 */
export function choiCells(cells: readonly ExperimentCell[], split: SplitKind, { invarianceCells, mostCells, seed }: Pick<ChoiSettings, 'invarianceCells' | 'mostCells' | 'seed'>): ChosenCells & { readonly trained: readonly number[]; readonly tested: readonly number[]; readonly formed: readonly number[]; readonly searchFolds: number } {
  const chosen = chooseCells(cells, (label) => (choiLabels.includes(label) ? label : undefined), choiLabels, Infinity, seed);
  if (chosen.labels.length < 2) throw new MyeloscopeError('bad-input', 'Fewer than two of the ten classes of Choi 2017 have enough cells.', `They are ${choiLabels.join(', ')}; each needs at least 6 cells, in 3 groups.`);
  const folds = foldsOfCells(chosen.cells, chosen.truths, split, parts, seed);
  const places = [...folds.keys()];
  const mayBeLearnt = Map.groupBy(places.filter((i) => folds[i] !== 0), (i) => chosen.truths[i]);
  const learnt = new Set([...mayBeLearnt.values()].flatMap((own) => groupsFirst(shuffle(own.map((i) => ({ i, group: chosen.cells[i].group })), seededRandom(seed, 0xc311))).slice(0, mostCells).map(({ i }) => i)));
  const tested = places.filter((i) => folds[i] === 0);
  const formed = shuffle([...tested.keys()], seededRandom(seed, 0xf0e3)).slice(0, invarianceCells).sort((a, b) => a - b);
  const trained = places.filter((i) => learnt.has(i));
  return { ...chosen, trained, tested, formed, searchFolds: foldCount(trained.map((i) => chosen.cells[i]), split, publishedSearchFolds) };
}
