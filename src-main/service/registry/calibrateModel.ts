import { createHash } from 'node:crypto';
import path from 'node:path';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { ClassifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import { cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import { createApartRunner } from '#main/inference/createApartRunner.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { writeNewModel } from '#main/models/writeNewModel.ts';
import { withMetadata } from '#main/training/onnx/withMetadata.ts';
import type { SkippedPicture } from '../evaluation/listCellPictures.ts';
import type { CellPicturesInput } from '../evaluation/nameCellPictures.ts';
import { nameCellPictures } from '../evaluation/nameCellPictures.ts';
import type { SaidOfPictures } from '../evaluation/picturesAsTold.ts';
import { picturesAsTold } from '../evaluation/picturesAsTold.ts';
import { learntBy } from '../fineTuning/learntBy.ts';
import { installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { calibrateByFolds } from './calibrateByFolds.ts';
import { calibratedCardOf } from './calibratedCardOf.ts';
import { nameForModel } from './nameForModel.ts';
import { recordModelIn } from './recordModel.ts';

export interface Calibrating {
  /** The classifier to measure. */
  readonly name: string;
  /** What the calibrated one is called. The old one stays as it is: cases may have been counted with it. */
  readonly newName: string;
  readonly pictures: SaidOfPictures;
  readonly specimen: 'marrow' | 'blood';
  readonly libraryDirectory: string;
  /** Who asks for it: kept; see `recordModel`. */
  readonly by?: string;
}

export interface CalibratedModel { readonly card: ClassifierCard; readonly figures: ClassifierFigures; readonly skipped: readonly SkippedPicture[] }

/**
 * Measures a classifier's probabilities against labelled cells that it was not trained on: temperature, the threshold of "cannot be
 * named", and how it misreads which class. The figures are of cells whose group (or part) the thresholds were set without. Keeps the
 * result as a model of its own, whose file differs in a line of metadata.
 *
 * @throws MyeloscopeError `bad-input` where the name is taken; as `calibrateByFolds`, `nameCellPictures`, `picturesAsTold`, `readModelFile`, `writeModel`
 */
export async function calibrateModel({ name, newName, pictures: said, specimen, libraryDirectory, by }: Calibrating, context: WorkContext = {}): Promise<CalibratedModel> {
  const models = await installedModels({ libraryDirectory }), wanted = nameForModel(newName);
  if (models.some(({ card }) => card.name === wanted)) throw new MyeloscopeError('bad-input', `There is a model called ${wanted} already.`, 'Give the calibrated one another name.');
  const model = models.filter(isClassifier).find(({ card }) => card.name === name);
  if (!model) throw new MyeloscopeError('model-missing', `There is no classifier "${name}".`, `There are: ${models.filter(isClassifier).map(({ card }) => card.name).join(', ')}.`);
  const { card } = model, onnx = await readModelFile(model);
  const pictures = { ...await picturesAsTold(said), mustKnowAllClasses: true };
  const { cells: all, skipped } = await rawAnswers(path.join(model.directory, card.file), card, pictures, context);
  const known = new Set<string>(card.classes);
  const cells = all.filter(({ truth }) => classesOfLabel(truth).some((code) => known.has(code)));
  const { calibration, judged } = calibrateByFolds(card, cells);
  const calibrated = withMetadata(onnx, 'myeloscope.calibration', JSON.stringify({ basedOn: card.sha256, ...calibration, familiarDistances: undefined }));
  const sha256 = createHash('sha256').update(calibrated).digest('hex');
  // One cell without a patient may be of any.
  const byGroup = cells.every(({ group }) => group !== undefined) ? pictures.groupColumn : undefined;
  const kept = calibratedCardOf({ base: card, name: wanted, sha256, calibration, judged, specimen, byGroup });
  await writeNewModel(laboratoryModelsDirectory(libraryDirectory), kept, calibrated, await learntBy([model]));
  recordModelIn(libraryDirectory, 'calibrated', kept, by);
  return { card: kept, figures: classifierFigures(judged), skipped };
}

/** What the network itself says of each cell: probabilities that nothing was done to. It runs apart, so that nobody who reviews meanwhile waits. */
async function rawAnswers(file: string, card: ClassifierCard, pictures: CellPicturesInput, context: WorkContext): Promise<{ cells: readonly EvaluatedCell[]; skipped: readonly SkippedPicture[] }> {
  const runner = await createApartRunner(file, context.signal);
  try {
    const classifier = createClassifier(runner, { ...card, calibration: { ...card.calibration, temperature: 1, unknownBelow: 0, unfamiliarBelow: 0 } });
    const { byView: [cells], skipped } = await nameCellPictures(pictures, { classifier, readPicture: readWholePicture }, [cellPictureToInput], context);
    return { cells, skipped };
  } finally {
    await runner.release();
  }
}
