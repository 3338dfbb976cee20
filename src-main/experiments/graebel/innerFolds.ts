import type { ChosenCells } from '../cells/chooseCells.ts';
import { foldCount, foldsOfCells, type SplitKind } from '../cells/outerFolds.ts';
import type { GraebelSettings } from './graebelSettings.ts';

/** A network that is searched learns from one inner fold, is stopped by another and names a third. */
export const leastSearchFolds = 3;

type FoldSettings = Pick<GraebelSettings, 'innerFolds' | 'networkSets' | 'networks' | 'outerFolds' | 'seed' | 'splits'>;

/** In what an experiment falls short because its cells are of few groups, in words. */
export function fewGroupsReductions(title: string, chosen: ChosenCells, settings: FoldSettings): string[] {
  const { innerFolds, networkSets, networks, splits } = settings;
  return splits.flatMap((split) => {
    const fewest = fewestInnerFolds(chosen, split, settings), isUnsearched = networks.length > 0 && networkSets > 1 && fewest < leastSearchFolds;
    return [
      ...(fewest < innerFolds ? [`${title}: ${fewest} inner folds instead of ${innerFolds}, since there are no more groups to learn from.`] : []),
      ...(isUnsearched ? [`${title}: with fewer than ${leastSearchFolds} inner folds rate and batch of networks are not searched, but usual ones.`] : []),
    ];
  });
}

/** Of all outer folds the smallest number of inner ones. */
function fewestInnerFolds({ cells, truths }: ChosenCells, split: SplitKind, { innerFolds, outerFolds, seed }: FoldSettings): number {
  const outer = foldsOfCells(cells, truths, split, outerFolds, seed);
  return Math.min(...Array.from({ length: outerFolds }, (_, fold) => foldCount(cells.filter((_cell, i) => outer[i] !== fold), split, innerFolds)));
}
