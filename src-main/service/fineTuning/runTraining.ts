import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { trainingCurve } from '#shared/contract/trainingCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { JobContext } from '#main/jobs/runJob.ts';
import type { LearntPictures } from '#main/models/learntPictures.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { writeNewModel } from '#main/models/writeNewModel.ts';
import type { Library } from '#main/store/library.ts';
import { storeError } from '#main/store/storeError.ts';
import { fineTuneClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import { withItsExperts } from '../classifierAtWork.ts';
import { classifierInUse, installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { recordModel } from '../registry/recordModel.ts';
import { softwareVersion } from '../softwareVersion.ts';
import type { WorkOrder } from '../workerMessages.ts';
import { laboratorySettings } from '../workstation/laboratorySettings.ts';
import { deviceForTraining } from './deviceForTraining.ts';
import { fineTunedCardOf } from './fineTunedCardOf.ts';
import { candidateOf, judgeAgain } from './judgeAgain.ts';
import { judgeOnHeldOut } from './judgeOnHeldOut.ts';
import { keepCurve } from './keepCurve.ts';
import { keepResult } from './keepResult.ts';
import { learntBy, withCells } from './learntBy.ts';
import { readTrainingCells } from './readTrainingCells.ts';
import { seesCellsAlike } from './seesCellsAlike.ts';
import { settingsOfRequest } from './settingsOfRequest.ts';
import { trainingRequest } from './trainingJob.ts';
import { checkpointsOf, trainingPlace } from './trainingPlace.ts';
import { trainingRecipe } from './trainingRecipe.ts';

/**
 * Trains as a training of the library asks, from its last checkpoint where there is one, judges the candidate beside the classifier
 * that names cells now (with the one from which it was trained, where that in use sees cells at another size or scale), and puts it among the library's own models. It names no cell until a person promotes it. On the processor the same
 * request ends with the same weights, however often it was interrupted; a graphics card that fails is left for it, and the card says so.
 * Where its model is there already, that is judged again, beside what names cells now.
 *
 * @throws MyeloscopeError `not-found` where it was taken out of the list; `bad-input` where there is too little to learn from, or the loss
 *   is no number; `model-missing`, `model-invalid`, `disk-full`, `cancelled`. No model is left behind then.
 */
export async function runTraining(library: Library, trainingId: number, { libraryDirectory, modelsDirectory }: Pick<WorkOrder, 'libraryDirectory' | 'modelsDirectory'>, context: JobContext): Promise<void> {
  const training = library.trainings.find(trainingId);
  if (!training) throw new MyeloscopeError('not-found', 'This training was taken out of the list.');
  const candidate = await candidateOf(training, { libraryDirectory, modelsDirectory });
  if (candidate) return judgeAgain(library, training, candidate, { libraryDirectory, modelsDirectory }, context);
  const { settings: chosen, folder, folderSides, seed, threads } = v.parse(trainingRequest, JSON.parse(training.request));
  const { base, current } = await modelsOf(library, training.baseName, { libraryDirectory, modelsDirectory });
  const working = await withItsExperts(seesCellsAlike(current.card, base.card) ? current : base, { libraryDirectory, modelsDirectory });
  const size = { sidePx: base.card.input.widthPx, widthUm: base.card.input.widthUm };
  const read = await readTrainingCells(library, { cells: training.cells, askedAt: training.startedAt, folder, folderSides, classes: base.card.classes, size, learnt: await learntBy([base, working.classifier, ...working.experts]) }, context);
  const { pictures, fit } = read;
  library.trainings.setTaken(trainingId, JSON.stringify(read.taken));

  // Read with its weights: what was learnt from it would else be unrecorded where it is taken away meanwhile.
  const onnx = await readModelFile(base), learntByBase = await learntBy([base]), settings = settingsOfRequest(chosen, pictures.cells.length, seed, threads);
  const place = trainingPlace(libraryDirectory, trainingId), workDirectory = checkpointsOf(place);
  const recipe = trainingRecipe(onnx, pictures, settings);
  const before = await beginWork(workDirectory, recipe) ? v.parse(trainingCurve, JSON.parse(training.curve)) : { parts: [] };
  const watch = keepCurve({
    before, cells: pictures.cells, classes: base.card.classes, batch: settings.batch,
    keep: (curve) => { library.trainings.setCurve(trainingId, JSON.stringify(curve)); },
    onProgress: (done, total) => { context.report?.({ stage: `Learning${device.aside}`, done, total }); },
  });
  const device = await deviceForTraining({ wanted: chosen.provider ?? laboratorySettings(library).provider, batch: settings.batch, kept: { workDirectory, recipe } }, context);
  const tuned = await fineTuneClassifier({ base: { card: base.card, onnx }, pictures, areGroupsKnown: read.areCasesKnown, settings, workDirectory, device, watch: { ...watch, onKept: context.stillHeld } }, context);

  const card = fineTunedCardOf({
    base: base.card, name: training.name, tuned, settings, cells: pictures.cells, byCase: read.areCasesKnown, softwareVersion: softwareVersion(),
    sha256: createHash('sha256').update(tuned.onnx).digest('hex'),
  });
  const judged = await judgeOnHeldOut({ current: working, inUse: current.card, candidate: { card, onnx: tuned.onnx }, fit, threads, device }, context);
  await keepResult(library, { trainingId, place, card, beside: working, inUse: current.card, heldOut: fit.heldOut, judged, stillHeld: context.stillHeld });
  if (await keepModel(card, tuned.onnx, withCells(learntByBase, pictures), { libraryDirectory, modelsDirectory })) recordModel(library, 'trained', card, training.by);
  await rm(workDirectory, { recursive: true, force: true });
}

/** The classifier to begin from, and the one that names cells now. */
async function modelsOf(library: Library, baseName: string, places: Pick<WorkOrder, 'libraryDirectory' | 'modelsDirectory'>): Promise<{ base: Classifier; current: Classifier }> {
  const base = (await installedModels(places)).filter(isClassifier).find(({ card }) => card.name === baseName);
  if (!base) throw new MyeloscopeError('model-missing', `The classifier ${baseName}, from which it was to begin, is not installed any more.`, 'Start a new training from another.');
  return { base, current: await classifierInUse(library, places) };
}

/** Makes the folder of checkpoints; says whether those in it are of this very recipe, and takes away others (a slide may have gone since). */
async function beginWork(directory: string, recipe: string): Promise<boolean> {
  const note = path.join(directory, 'recipe');
  try {
    if (await readFile(note, 'utf8').catch(() => '') === recipe) return true;
    await rm(directory, { recursive: true, force: true });
    makeFolders(directory);
    await writeFile(note, recipe);
    return false;
  } catch (cause) {
    throw storeError(directory, cause);
  }
}

/** Puts the model among the laboratory's own; false where it is there. Another of its name may have come meanwhile; the very same one did if the program ended just after this. */
async function keepModel(card: ClassifierCard, onnx: Uint8Array, learnt: LearntPictures, places: Pick<WorkOrder, 'libraryDirectory' | 'modelsDirectory'>): Promise<boolean> {
  const there = (await installedModels(places)).find(({ card: { name } }) => name === card.name);
  if (there?.card.sha256 === card.sha256) return false;
  if (there) throw new MyeloscopeError('bad-input', `There is a model called ${card.name} already.`, 'Take that one away under Models, and go on here; or start a new training with another name.');
  await writeNewModel(laboratoryModelsDirectory(places.libraryDirectory), card, onnx, learnt);
  return true;
}
