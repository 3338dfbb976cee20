import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ClassifierAtWork } from '#shared/contract/modelJudgement.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { CandidateJudgement } from '#shared/evaluation/judgeCandidate.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { isNameTaken, nameTaken, writeNewModel } from '#main/models/writeNewModel.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { fineTuneClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import type { SkippedPicture } from '../evaluation/listCellPictures.ts';
import { identitiesOf, withItsExperts } from '../classifierAtWork.ts';
import { classifierInUse, installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { keepJudgementIn } from '../registry/judgements.ts';
import { recordModelIn } from '../registry/recordModel.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { softwareVersion } from '../softwareVersion.ts';
import type { CellsOfClass } from './cellsOfClasses.ts';
import { cellsOfClasses, isOfFew } from './cellsOfClasses.ts';
import type { WantedProvider } from './deviceForTraining.ts';
import { deviceForTraining } from './deviceForTraining.ts';
import { fineTunedCardOf } from './fineTunedCardOf.ts';
import { fitToJudge } from './fitToJudge.ts';
import { inWorkFolder } from './inWorkFolder.ts';
import { judgeOnHeldOut } from './judgeOnHeldOut.ts';
import { learntBy, withCells } from './learntBy.ts';
import { picturesOfFolder } from './picturesOfFolder.ts';
import { rootOfClassifier } from './rootOfClassifier.ts';
import { seesCellsAlike } from './seesCellsAlike.ts';
import type { ChosenSettings } from './settingsOfRequest.ts';
import { settingsOfChoice } from './settingsOfRequest.ts';
import { trainingRecipe } from './trainingRecipe.ts';

export interface FolderFineTuning {
  /** Holds one folder a class. */
  readonly directory: string;
  /** How wide each picture is, in micrometres. */
  readonly spanUm: number;
  readonly groupsFile?: string;
  readonly groupColumn?: string;
  /** The new model's name. */
  readonly name: string;
  /** The classifier to start from, by name; where absent, what the one in use grew out of. */
  readonly base?: string;
  readonly libraryDirectory: string;
  readonly settings: ChosenSettings;
  /** What it is computed on; the processor where absent. */
  readonly provider?: WantedProvider;
  /** Who trains it: kept; see `recordModel`. */
  readonly by?: string;
}

export interface FineTuningOutcome {
  readonly card: ClassifierCard;
  readonly cardPath: string;
  readonly trainedCells: number;
  /** The classes that it learnt from fewer than `fewestToLearn` of them. */
  readonly ofFewCells: readonly CellsOfClass[];
  readonly heldOutCells: number;
  /** What it was compared with: what names cells now, or its base where that sees cells at another size or scale. */
  readonly beside: ClassifierAtWork;
  readonly inUse: ClassifierAtWork;
  readonly judgement: CandidateJudgement;
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Trains a classifier further on labelled pictures and keeps it in the library as a candidate, judged beside the classifier that names cells
 * now: a person promotes it or not.
 * Who was learnt from by any model that takes part in the comparison does not judge: see `fitToJudge`.
 * Cases are told by the groups' table; a quarter of them, always the same, is kept apart to judge it; of a folder with an export's manifest
 * by that and the sides that the library keeps. Without a table all
 * pictures count as one case: all are learnt from, and nothing can be judged. The same request goes on where it was stopped.
 *
 * @throws MyeloscopeError `bad-input` naming what is wrong with the pictures or the name; `model-missing`, `model-invalid`, `disk-full`, `cancelled`
 */
export async function fineTuneFromFolder(request: FolderFineTuning, context: WorkContext = {}): Promise<FineTuningOutcome> {
  const { directory, spanUm, groupsFile, groupColumn, name, libraryDirectory } = request;
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) throw new MyeloscopeError('bad-input', `"${name}" can't be a model's name.`, 'Take lower-case letters, figures and hyphens.');
  const models = await installedModels({ libraryDirectory });
  if (models.some(({ card }) => card.name === name)) throw new MyeloscopeError('bad-input', `There is a model called ${name} already.`, 'Give the new one another name.');
  // What is left of one, too: it would be found only when all is learnt. One's own training that was cut short goes on.
  if (!existsSync(path.join(laboratoryModelsDirectory(libraryDirectory), `${name}.work`)) && isNameTaken(laboratoryModelsDirectory(libraryDirectory), name)) throw nameTaken(laboratoryModelsDirectory(libraryDirectory), name);
  const current = await classifierInUseIn(libraryDirectory);
  const base = request.base === undefined ? rootOfClassifier(current, models) : models.filter(isClassifier).find(({ card }) => card.name === request.base);
  if (!base) throw new MyeloscopeError('model-missing', `There is no classifier "${request.base}".`, `There are: ${models.filter(isClassifier).map(({ card }) => card.name).join(', ')}.`);

  const { pictures, skipped, areCasesKnown } = await picturesOfFolder({ directory, spanUm, groupsFile, groupColumn, libraryDirectory }, base.card.classes);
  const known = new Set<string>(base.card.classes);
  const usable = pictures.flatMap((picture) => {
    const { file, truth } = picture;
    if (classesOfLabel(truth).some((code) => known.has(code))) return [picture];
    skipped.push({ file, reason: `${base.card.name} has no class ${truth}` });
    return [];
  });
  const sources = (cells: typeof usable): CellSource[] => cells.map(({ file, truth, group }) => ({
    name: file, origin: 'laboratory', label: truth, right: classesOfLabel(truth), group: group ?? file, look: undefined,
    read: async (reader) => ({ picture: await reader(path.join(directory, file)), spanUm }),
  }));
  const leftOut = ({ name: file }: CellSource, { reason }: MyeloscopeError) => { skipped.push({ file, reason }); };
  const size = { sidePx: base.card.input.widthPx, widthUm: base.card.input.widthUm };
  const training = await readCells(sources(usable.filter(({ isApart }) => !isApart)), readWholePicture, context, leftOut, size);
  const working = await withItsExperts(seesCellsAlike(current.card, base.card) ? current : base, { libraryDirectory });
  const fit = fitToJudge(await readCells(sources(usable.filter(({ isApart }) => isApart)), readWholePicture, context, leftOut, size), withCells(await learntBy([base, working.classifier, ...working.experts]), training));
  skipped.push(...fit.leftOut.map(({ what, why }) => ({ file: what, reason: why })));

  // Read with its weights: what was learnt from it would else be unrecorded where it is taken away meanwhile.
  const onnx = await readModelFile(base), learntByBase = await learntBy([base]);
  const settings = settingsOfChoice(request.settings, training.cells.length);
  const ownModels = laboratoryModelsDirectory(libraryDirectory), workDirectory = path.join(ownModels, `${name}.work`);
  const { device, tuned } = await inWorkFolder(workDirectory, async () => {
    const chosen = await deviceForTraining({ wanted: request.provider ?? 'cpu', batch: settings.batch, kept: { workDirectory, recipe: trainingRecipe(onnx, training, settings) } }, context);
    return { device: chosen, tuned: await fineTuneClassifier({ base: { card: base.card, onnx }, pictures: training, areGroupsKnown: areCasesKnown, settings, workDirectory, device: chosen }, context) };
  });
  const card = fineTunedCardOf({ base: base.card, name, tuned, settings, cells: training.cells, byCase: areCasesKnown, softwareVersion: softwareVersion(), sha256: createHash('sha256').update(tuned.onnx).digest('hex') });
  const { judgement } = await judgeOnHeldOut({ current: working, inUse: current.card, candidate: { card, onnx: tuned.onnx }, fit, threads: settings.threads, device }, context);
  keepJudgementIn(libraryDirectory, card, identitiesOf(working), judgement);
  const cardPath = await writeNewModel(ownModels, card, tuned.onnx, withCells(learntByBase, training));
  recordModelIn(libraryDirectory, 'trained', card, request.by);
  await rm(workDirectory, { recursive: true, force: true });
  return { card, cardPath, trainedCells: training.cells.length, ofFewCells: cellsOfClasses(training.cells, base.card.classes).filter(isOfFew), heldOutCells: fit.heldOut.cells.length, beside: identitiesOf(working), inUse: identitiesOf({ classifier: current, experts: [] }), judgement, skipped };
}

async function classifierInUseIn(libraryDirectory: string): Promise<Classifier> {
  const library = openLibrary(path.resolve(libraryDirectory));
  try {
    return await classifierInUse(library, { libraryDirectory });
  } finally {
    library.close();
  }
}
