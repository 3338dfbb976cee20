import type { WorkContext } from '#shared/jobs/progress.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import { fieldCellSources, singleCellSources } from '../cellPictures/cellSources.ts';
import { drawnCellSources } from '../cellPictures/drawnCells.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import { readCells } from '../cellPictures/readCells.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { isHeldOutBlood, shippedClasses } from './classifierRecipe.ts';
import { groupedFolds } from './folds.ts';

/** Everything a training of the shipped classifier draws from. */
export interface PreparedCells {
  readonly pictures: TrainingCells;
  /** All but the held-out blood. */
  readonly trainable: readonly TrainingCell[];
  readonly heldOutBlood: readonly TrainingCell[];
  readonly marrow: readonly TrainingCell[];
  /** Fold of each marrow cell, by overlap group. */
  readonly folds: Int32Array;
}

export const foldCount = 5;
const artefactsPerCamera = 300;
const drawnPerClass = 300;

/** Reads and draws the cells, and parts them. The same seed parts them the same way. */
export async function prepareCells(dataDirectory: string, seed: number, reader: PictureReader, context: WorkContext = {}): Promise<PreparedCells> {
  const sources = [
    ...await singleCellSources(dataDirectory, 'blood-cells'),
    ...await fieldCellSources(dataDirectory, artefactsPerCamera, seed),
    ...await singleCellSources(dataDirectory, 'marrow-cells'),
    ...drawnCellSources(shippedClasses, drawnPerClass, seed),
  ];
  const pictures = await readCells(sources, reader, context);
  const held = isHeldOutBlood(pictures.cells, seed);
  const marrow = pictures.cells.filter(({ origin }) => origin === 'marrow');
  return {
    pictures, marrow,
    trainable: pictures.cells.filter((cell) => !held.has(cell)),
    heldOutBlood: [...held],
    folds: groupedFolds(marrow, foldCount, seed),
  };
}
