import { createHash } from 'node:crypto';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { LocalExpertCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { writeNewModel } from '#main/models/writeNewModel.ts';
import { openLibrary } from '#main/store/library.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import type { ExpertGain } from '#main/training/classifier/expertGain.ts';
import { isKept } from '#main/training/classifier/expertGain.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { trainLocalExpert } from '#main/training/fineTuning/trainLocalExpert.ts';
import { chooseCells } from '../fineTuning/chosenCells.ts';
import type { WantedProvider } from '../fineTuning/deviceForTraining.ts';
import { deviceForTraining } from '../fineTuning/deviceForTraining.ts';
import { learntBy, withCells } from '../fineTuning/learntBy.ts';
import { libraryCells } from '../fineTuning/libraryCells.ts';
import { librarySources } from '../fineTuning/librarySources.ts';
import { openLibrarySlides } from '../fineTuning/openLibrarySlides.ts';
import { installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { recordModelIn } from '../registry/recordModel.ts';
import { softwareVersion } from '../softwareVersion.ts';
import { expertCardOfLaboratory } from './expertCardOfLaboratory.ts';
import type { ExpertFolder } from './folderSources.ts';
import { folderSources } from './folderSources.ts';

export interface ExpertRequest {
  /** The classifier that it shall serve, by name. */
  readonly classifier: string;
  readonly classes: readonly ClassCode[];
  /** The library's own reviewed cells where there is none. */
  readonly folder?: ExpertFolder;
  /** Who asked for it. */
  readonly by: string;
  readonly libraryDirectory: string;
  readonly threads: number;
  readonly steps?: number;
  /** What it is computed on; the processor where absent. */
  readonly provider?: WantedProvider;
}

/** What came of it: `card` where it helps on cells that were left out, and is kept. */
export interface ExpertOutcome { readonly gain: ExpertGain; readonly card?: LocalExpertCard }

const seed = 1;
/** Fewer of a class can't show that anything is gained. */
export const fewestOfAClass = 15;
/** As many as there are folds: of fewer, cells of one patient would judge what was learnt from the others of that patient. */
export const fewestPatients = 4;

/**
 * Trains a local expert for neighbouring classes on a laboratory's cells, and keeps it only where it helps on cells that were left out
 * (`isKept`): from then on it takes part in counts with its classifier.
 *
 * @throws MyeloscopeError `bad-input` where there are too few cells or patients, or there is such an expert already; `model-missing`, `model-invalid`; `disk-full`; `cancelled`
 */
export async function trainExpertOn({ classifier, classes, folder, by, libraryDirectory, threads, steps, provider = 'cpu' }: ExpertRequest, context: WorkContext = {}): Promise<ExpertOutcome> {
  const models = await installedModels({ libraryDirectory }), base = models.filter(isClassifier).find(({ card }) => card.name === classifier);
  if (!base) throw new MyeloscopeError('model-missing', `There is no classifier "${classifier}".`, `There are: ${models.filter(isClassifier).map(({ card }) => card.name).join(', ')}.`);
  const name = `${classifier.slice(0, 50)}-${classes.join('-').toLowerCase()}`;
  if (models.some(({ card }) => card.name === name)) throw new MyeloscopeError('bad-input', `There is an expert ${name} already.`, 'Delete it first, to train it anew.');

  const { pictures, areCasesKnown } = await cellsOf(base, classes, folder, libraryDirectory, context);
  const patients = mustSuffice(classes, pictures.cells, areCasesKnown);
  const settings = { ...fineTuningDefaults.head, seed, threads, ...(steps !== undefined && { steps }) };
  // Read with its weights: what was learnt from it would else be unrecorded where it is taken away meanwhile.
  const onnx = await readModelFile(base), learntByBase = await learntBy([base]);
  const { tuned, gain } = await trainLocalExpert({ base: { card: base.card, onnx }, classes, pictures, areGroupsKnown: areCasesKnown, settings, device: await deviceForTraining({ wanted: provider, batch: settings.batch }, context) }, context);
  if (!isKept(gain)) return { gain };
  const card = expertCardOfLaboratory({
    base: base.card, name, classes, tuned, gain, areCasesKnown, by, seed, cases: patients,
    sha256: createHash('sha256').update(tuned.onnx).digest('hex'), softwareVersion: softwareVersion(),
  });
  await writeNewModel(laboratoryModelsDirectory(libraryDirectory), card, tuned.onnx, withCells(learntByBase, pictures));
  recordModelIn(libraryDirectory, 'trained', card, by);
  return { gain, card };
}

/** Gives the number of patients. Throws `bad-input` where nothing could be said of what is gained. */
function mustSuffice(classes: readonly ClassCode[], cells: readonly { readonly right: readonly ClassCode[]; readonly group: string }[], areCasesKnown: boolean): number {
  const few = classes.map((code) => ({ code, count: cells.filter(({ right }) => right.includes(code)).length })).find(({ count }) => count < fewestOfAClass);
  if (few) throw new MyeloscopeError('bad-input', `There are only ${few.count} reviewed cells of ${few.code}: nothing could be said of what is gained.`, `Review at least ${fewestOfAClass} of each class.`);
  const patients = new Set(cells.map(({ group }) => group)).size;
  if (areCasesKnown && patients < fewestPatients) {
    throw new MyeloscopeError('bad-input', `The cells are of ${patients} ${patients === 1 ? 'patient' : 'patients'}: what is gained could only be measured on cells of patients who were learnt from, so no expert would be kept.`, `Review cells of these classes in cases of at least ${fewestPatients} patients.`);
  }
  return patients;
}

async function cellsOf({ card }: Classifier, classes: readonly ClassCode[], folder: ExpertFolder | undefined, libraryDirectory: string, context: WorkContext): Promise<{ pictures: TrainingCells; areCasesKnown: boolean }> {
  const size = { sidePx: card.input.widthPx, widthUm: card.input.widthUm };
  // A picture that can't be read teaches nothing; too few of them is said afterwards.
  const leftOut = (): void => undefined;
  if (folder) {
    const { sources, areCasesKnown } = await folderSources(folder, classes, card.classes, libraryDirectory);
    return { pictures: await readCells(sources, readWholePicture, context, leftOut, size), areCasesKnown };
  }
  const library = openLibrary(path.resolve(libraryDirectory)), slides = openLibrarySlides(library);
  try {
    // Cases that are kept apart to judge trainings stay apart here too. Sides are those of all that the classifier learns, and are kept, as by a training of it: else a case could judge it later that an expert has learnt from.
    const chosen = library.transaction(() => {
      const { cases, sides } = libraryCells(library, card.classes);
      const fit = chooseCells(cases.map((each) => ({ ...each, cells: each.cells.filter(({ code }) => classes.includes(code)) }))).filter(({ side }) => side === 'training');
      // Where they are too few nothing is learnt from them, and no side is kept.
      mustSuffice(classes, fit.map(({ code, group }) => ({ right: [code], group })), true);
      library.trainingCases.keepSides(new Map([...sides.values()].flatMap(({ keys, side }) => keys.map((key) => [key, side]))), new Date().toISOString());
      return fit;
    });
    return { pictures: await readCells(librarySources(library, slides, chosen, size), readWholePicture, context, leftOut, size), areCasesKnown: true };
  } finally {
    await slides.close();
    library.close();
  }
}
