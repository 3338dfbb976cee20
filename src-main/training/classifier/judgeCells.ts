import { createRunner } from '#main/inference/createRunner.ts';
import { cellInputPx } from '#main/analysis/classification/cellInput.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { floatsPerView, writeView } from '#main/analysis/classification/views.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { featureCount } from './cellNetwork.ts';
import type { ClassifierMember } from './classifierMember.ts';
import { exportClassifier, exportFeatures } from './exportClassifier.ts';
import type { FeatureStatistics } from './familiarity.ts';
import { featureStatistics } from './familiarity.ts';
import type { HeldOutCell } from './calibrate.ts';

/** A cell that was kept out of training, with what a network said of it. */
export interface JudgedCell extends HeldOutCell { readonly cell: TrainingCell }

/** At most so many cells of a label carry the statistics: enough for means, and the common labels don't drown the rare. */
const statisticsPerLabel = 200;

/** The cells that carry the statistics of familiarity: real ones, and drawn ones of the classes that no real cell was seen of. */
export function familiarCells(trained: readonly TrainingCell[]): TrainingCell[] {
  const isReal = ({ origin }: TrainingCell) => origin === 'marrow' || origin === 'blood';
  const seen = new Set(trained.filter(({ origin }) => origin !== 'drawn').flatMap(({ right }) => right));
  return trained.filter((cell) => isReal(cell) || (cell.origin === 'drawn' && !cell.right.some((code) => seen.has(code))));
}

/** Means and covariance of the features of cells that the network was trained on. */
export async function statisticsOf(parameters: ParameterSet, classes: readonly ClassCode[], pictures: TrainingCells, trained: readonly TrainingCell[], threads: number): Promise<FeatureStatistics> {
  const taken = new Map<string, number>(), used: TrainingCell[] = [];
  for (const cell of trained) {
    // Marrow and blood of one class are two clouds: other preparation, other surroundings.
    const group = `${cell.origin} ${cell.label}`, count = taken.get(group) ?? 0;
    if (count >= statisticsPerLabel) continue;
    taken.set(group, count + 1);
    used.push(cell);
  }
  const groups = [...taken.keys()];
  const runner = await createRunner(exportFeatures(classes.length, parameters), { provider: 'cpu', threads });
  try {
    const features = new Float32Array(used.length * featureCount), batch = 32, buffer = new Float32Array(batch * floatsPerView);
    for (let start = 0; start < used.length; start += batch) {
      const part = used.slice(start, start + batch);
      part.forEach((cell, i) => { writeView(pictures.cropOf(cell).rgb, 0, buffer, i * floatsPerView); });
      const outputs = await runner.run({ pictures: { data: buffer.subarray(0, part.length * floatsPerView), shape: [part.length, 3, cellInputPx, cellInputPx] } });
      features.set(outputs.features.data, start * featureCount);
    }
    return featureStatistics(features, featureCount, used.map(({ origin, label }) => groups.indexOf(`${origin} ${label}`)), groups.length);
  } finally {
    await runner.release();
  }
}

/**
 * What a classifier says of cells, over eight views, as in use.
 *
 * @param change what is done to each crop first, such as masking its background
 */
export async function judgeCells(
  members: readonly ClassifierMember[], classes: readonly ClassCode[], pictures: TrainingCells, cells: readonly TrainingCell[], threads: number,
  change: (crop: RgbPicture) => RgbPicture = (crop) => crop,
): Promise<JudgedCell[]> {
  const runner = await createRunner(exportClassifier(classes.length, members), { provider: 'cpu', threads });
  try {
    const { probabilities, distances } = await networkOutputs(runner, cells.map((cell) => change(pictures.cropOf(cell))), classes.length, 8);
    return cells.map((cell, i) => ({ cell, right: cell.right, probabilities: probabilities[i], distance: distances[i] }));
  } finally {
    await runner.release();
  }
}
