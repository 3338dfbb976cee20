import { join } from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { exportInferenceModel } from '../layers/exportInferenceModel.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { BloodField, PictureReader } from './bloodFields.ts';
import { readBloodFieldLabels, readBloodFields } from './bloodFields.ts';
import type { FieldGroup, FieldPool } from './composeCanvas.ts';
import { fieldPool } from './composeCanvas.ts';
import type { ScoredField } from './detectionScores.ts';
import { chooseThreshold, scoreFields, talliesAt } from './detectionScores.ts';
import { detectorCardOf } from './detectorCardOf.ts';
import { detectorNetwork } from './detectorNetwork.ts';
import type { MarrowPicture } from './marrowFields.ts';
import { readMarrowCells, readMarrowFields } from './marrowFields.ts';
import { marrowFoldCount, marrowFolds, marrowTallies } from './marrowFolds.ts';
import type { DetectorRun } from './runDetectorEpochs.ts';
import { runDetectorEpochs, stepsPerEpoch } from './runDetectorEpochs.ts';
import { canvasPx } from './trainingCanvas.ts';
import type { TrainingField } from './trainingField.ts';
import { partBloodFields } from './trainingParts.ts';
import { writeDetector } from './writeDetector.ts';

export interface DetectorTraining {
  /** Folder with `blood-fields`, `marrow-fields` and `marrow-cells`. */
  readonly dataDirectory: string;
  /** Where `detector.onnx`, `detector.card.json` and the checkpoints go. */
  readonly outDirectory: string;
  readonly seed: number;
  /** Epochs of 400 training pictures on blood fields; 21 by default. */
  readonly epochs?: number;
  /** Epochs with marrow after them, once for the model and once for each of the five folds; 3 by default. */
  readonly marrowEpochs?: number;
  readonly threads: number;
  readonly readPicture: PictureReader;
  /** Drawn fields to learn from beside the real ones. */
  readonly drawnFields?: readonly TrainingField[];
  /** The command that does this again, for the card. */
  readonly command: string;
  readonly softwareVersion: string;
}

/** Drawn fields stand in one picture in about six, marrow in one in three once it is learnt from. */
const drawnWeight = 0.7;
const marrowFieldWeight = 0.8;
const marrowCellWeight = 1;
const baseLearningRate = 2e-3;
/** The rate of the training on blood falls as if it went on for so much longer: the training with marrow takes over before it is nothing. */
const rateHorizon = 30 / 21;
const marrowLearningRate = 5e-4;

/**
 * Makes the detector again: first on blood fields (and drawn ones), then a little longer with marrow. Beside it five models that
 * each leave a fifth of the marrow fields out, for the figure on marrow. The figures on blood fields are of their `val` part,
 * which nothing is learnt from or chosen by; the threshold is chosen on an eighth of the `train` part that isn't learnt from.
 * Goes on from its checkpoints in `outDirectory` where the same training was interrupted. Throws `bad-input` on missing data.
 */
export async function trainDetector(training: DetectorTraining, context: WorkContext = {}): Promise<void> {
  const { dataDirectory, outDirectory, seed, threads, readPicture, epochs = 21, marrowEpochs = 3 } = training;
  makeFolders(outDirectory);
  const parts = partBloodFields(await readBloodFieldLabels(dataDirectory), seed);
  const read = (labels: readonly BloodField[]) => readBloodFields(dataDirectory, labels, readPicture, context);
  const blood = { learning: await read(parts.learning), tuning: await read(parts.tuning), held: await read(parts.held) };
  const marrow = { fields: await readMarrowFields(dataDirectory, readPicture), cells: await readMarrowCells(dataDirectory, readPicture) };
  const bloodGroups = bySource(blood.learning).concat({ fields: training.drawnFields ?? [], weight: drawnWeight });
  const recipe = JSON.stringify({ seed, base: epochs, threads, stepsPerEpoch, drawn: training.drawnFields?.length ?? 0, version: 1 });
  const run = (name: string, stage: string, pool: FieldPool, settings: Pick<DetectorRun, 'epochs' | 'highestLearningRate' | 'rateEpochs' | 'start'>) => runDetectorEpochs({
    pool, seed, threads, stage, checkpoint: { path: join(outDirectory, `detector-${name}.checkpoint`), recipe: `${recipe} ${settings.epochs}` }, ...settings,
  }, context);

  const base = await run('blood', 'Training the detector on blood', fieldPool(bloodGroups), { epochs, highestLearningRate: baseLearningRate, rateEpochs: Math.round(epochs * rateHorizon) });
  const withMarrow = (name: string, stage: string, left: (picture: MarrowPicture) => boolean) => {
    const kept = (pictures: readonly MarrowPicture[]) => pictures.filter((picture) => !left(picture)).map(({ field }) => field);
    const pool = fieldPool([...bloodGroups, { fields: kept(marrow.fields), weight: marrowFieldWeight }, { fields: kept(marrow.cells), weight: marrowCellWeight }]);
    return run(name, stage, pool, { epochs: marrowEpochs, highestLearningRate: marrowLearningRate, start: base });
  };
  const score = async (parameters: ParameterSet, fields: readonly TrainingField[]): Promise<ScoredField[]> => {
    const runner = await createRunner(detectorModel(parameters), { threads });
    try {
      return await scoreFields(runner, fields);
    } finally {
      await runner.release();
    }
  };

  const final = await withMarrow('marrow', 'Training the detector on marrow', () => false);
  const threshold = chooseThreshold(await score(final, blood.tuning));
  const held = talliesAt(await score(final, blood.held), threshold);

  const folds = marrowFolds(marrow.fields, seed);
  const marrowHeld = [];
  for (let fold = 0; fold < marrowFoldCount; fold += 1) {
    const parameters = await withMarrow(`fold-${fold + 1}`, `Training without fold ${fold + 1} of the marrow`, ({ overlapGroup }) => folds.get(overlapGroup) === fold);
    const foldThreshold = chooseThreshold(await score(parameters, blood.tuning));
    const own = marrow.fields.filter(({ overlapGroup }) => folds.get(overlapGroup) === fold).map(({ field }) => field);
    marrowHeld.push(...marrowTallies(await score(parameters, own), foldThreshold));
  }
  const model = detectorModel(final);
  const card = detectorCardOf({
    model, threshold, held, heldSources: blood.held.map(({ source }) => source), marrowHeld, seed, command: training.command, softwareVersion: training.softwareVersion,
    counts: { blood: blood.learning.length, tuning: blood.tuning.length, marrowFields: marrow.fields.length, marrowCells: marrow.cells.length, drawn: training.drawnFields?.length ?? 0 },
  });
  await writeDetector(outDirectory, model, card);
}

function bySource(fields: readonly TrainingField[]): FieldGroup[] {
  return [...new Set(fields.map((field) => field.source))].sort().map((source) => ({ fields: fields.filter((field) => field.source === source), weight: 1 }));
}

/** The model for use, of any picture size that is a multiple of 8 px. */
export function detectorModel(parameters: ParameterSet): Uint8Array {
  return exportInferenceModel({ network: detectorNetwork, parameters, inputName: 'picture', inputShape: [3, canvasPx, canvasPx], freeSize: true });
}
