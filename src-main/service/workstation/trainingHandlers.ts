import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { isNameTaken, nameTaken } from '#main/models/writeNewModel.ts';
import { exportCells } from '../fineTuning/exportCells.ts';
import { chooseCells } from '../fineTuning/chosenCells.ts';
import { besideWhichAgain, candidateOf } from '../fineTuning/judgeAgain.ts';
import { labelledFolder } from '../fineTuning/labelledFolder.ts';
import { libraryCells } from '../fineTuning/libraryCells.ts';
import { rootOfClassifier } from '../fineTuning/rootOfClassifier.ts';
import { measuredSettings } from '../fineTuning/settingsOfRequest.ts';
import { differingPictureName, differingPictures, trainingPlace } from '../fineTuning/trainingPlace.ts';
import type { TrainingRequest } from '../fineTuning/trainingJob.ts';
import { classifierInUse, installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { mustBeReviewer } from './mustBeUser.ts';
import { trainingCellsOf, trainingSetOf } from './trainingSetOf.ts';
import type { ClassifierHashes } from './trainingQueue.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** Learning from the laboratory's own cells: what would be learnt from, the trainings, and what came of them. */
export const trainingHandlers: Feature = (context) => {
  const { library, trainings, emit } = context;
  return {
    'training.set': async () => trainingSetOf(context, (await classifierInUse(library, context)).card),
    'training.cells': async (wanted) => trainingCellsOf(library, (await classifierInUse(library, context)).card.classes, wanted),
    'training.excludeCase': ({ caseId, isExcluded, by, reason }) => {
      mustBeReviewer(library, by);
      if (!library.cases.findById(caseId)) throw new MyeloscopeError('bad-input', 'This case is no longer in the library.', 'Look at the list again.');
      library.trainingCases.exclude(caseId, { isExcluded, by, reason, at: new Date().toISOString() });
      emit({ event: 'trainingSetChanged' });
      return {};
    },
    'training.folder': ({ directory }) => lookAtFolder(context, directory),
    'training.export': async ({ directory }, work) => {
      if (!path.isAbsolute(directory) || directory.includes('\0')) throw new MyeloscopeError('bad-input', `${JSON.stringify(directory)} is no whole path of a folder.`, 'Write the path from its beginning, as the file manager shows it.');
      const { cases } = libraryCells(library, (await classifierInUse(library, context)).card.classes);
      const { cells, skipped } = await exportCells(library, cases.filter(({ side }) => side !== 'excluded'), directory, work);
      return { directory, cells, skipped: [...skipped] };
    },
    'training.choices': async () => {
      const models = await installedModels(context), taken = new Set([...models.map(({ card }) => card.name), ...library.trainings.all().map(({ name }) => name)]);
      let number = 1;
      while (taken.has(`laboratory-${number}`)) number += 1;
      const bases = models.filter(isClassifier).map((model) => {
        const { name, version, untrained } = model.card, root = rootOfClassifier(model, models).card.name;
        return { name, version, ...(root !== name && { grewOutOf: root }), ...(untrained && { untrained }) };
      });
      return { defaults: [...measuredSettings], bases, nextName: `laboratory-${number}` };
    },
    'training.start': (given) => startTraining(context, given),
    'training.stop': async ({ trainingId }) => {
      await trainings.stop(trainingId);
      return {};
    },
    'training.goOn': ({ trainingId }) => {
      trainings.again(trainingId);
      return {};
    },
    'training.judgeAgain': async ({ trainingId }) => {
      const training = library.trainings.find(trainingId), candidate = training && await candidateOf(training, context);
      if (!candidate) throw new MyeloscopeError('bad-input', 'The model of this training is not there any more.', 'Train a new one.');
      await besideWhichAgain(library, candidate, context);
      trainings.again(trainingId);
      return {};
    },
    'training.forget': async ({ trainingId }) => {
      await trainings.remove(trainingId);
      return {};
    },
    'training.list': async () => ({ trainings: trainings.list(await classifierHashes(context)) }),
    'training.get': async ({ trainingId }) => trainings.detail(trainingId, await classifierHashes(context)),
    'pictures.training': async ({ trainingId, number }) => {
      trainings.mustShowPicture(trainingId, number);
      const place = path.join(differingPictures(trainingPlace(context.libraryDirectory, trainingId)), differingPictureName(number));
      const bytes = await readFile(place).catch((cause: unknown) => { throw new MyeloscopeError('not-found', 'This picture is not there any more.', 'Look at the training again.', { cause }); });
      return { mimeType: 'image/jpeg', bytes: new Uint8Array(bytes) };
    },
  };
};

async function classifierHashes(context: WorkstationContext): Promise<ClassifierHashes> {
  const models = (await installedModels(context)).filter(isClassifier);
  // Where the one that was promoted is damaged, none of these is in use: the screen of models says so.
  const inUse = await classifierInUse(context.library, context).then(({ card }) => card.sha256, () => '');
  return { installed: new Map(models.map(({ card }) => [card.name, card.sha256])), inUse };
}

async function lookAtFolder(context: WorkstationContext, directory: string): Promise<ResultOf<'training.folder'>> {
  const { pictures, skipped, cases, spanUm } = await labelledFolder(directory, libraryCells(context.library, (await classifierInUse(context.library, context)).card.classes).cases);
  const classes = [...Map.groupBy(pictures, ({ truth }) => truth)].map(([code, { length }]) => ({ code, cells: length }));
  return { classes, skipped: skipped.map(({ file, reason }) => ({ what: file, why: reason })), ...(cases.length > 0 && { cases: cases.length }), ...(spanUm !== undefined && { spanUm }) };
}

async function startTraining(context: WorkstationContext, { name, base: baseName, by, settings, folder }: ArgumentsOf<'training.start'>): Promise<{ trainingId: number }> {
  const { library, trainings } = context;
  mustBeReviewer(library, by);
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) throw new MyeloscopeError('bad-input', `"${name}" can't be a model's name.`, 'Take lower-case letters, figures and hyphens.');
  const models = await installedModels(context);
  const isAtWork = trainings.list(await classifierHashes(context)).some((other) => other.name === name && (other.state === 'queued' || other.state === 'running'));
  if (isAtWork || models.some(({ card }) => card.name === name)) throw new MyeloscopeError('bad-input', `There is a model called ${name} already, or one is being trained.`, 'Give the new one another name.');
  // What is left of one, too: it would be found only when hours of learning are done.
  if (isNameTaken(laboratoryModelsDirectory(context.libraryDirectory), name)) throw nameTaken(laboratoryModelsDirectory(context.libraryDirectory), name);
  const base = baseName === undefined ? rootOfClassifier(await classifierInUse(library, context), models) : models.filter(isClassifier).find(({ card }) => card.name === baseName);
  if (!base) throw new MyeloscopeError('model-missing', `There is no classifier "${baseName}".`, 'Choose one of the list.');
  const { classes, version, name: basedOn, untrained } = base.card;
  if (untrained === 'network' && settings.part !== 'all') throw new MyeloscopeError('bad-input', `${basedOn} is untrained: its last layers have nothing to stand on.`, 'Train all its layers.');
  const further = folder ? (await labelledFolder(folder.directory, libraryCells(library, classes).cases)).cases : [];
  // Sides are chosen and kept, and the cells noted, in one moment: nothing is reviewed in between.
  const trainingId = library.transaction(() => {
    const { cases, sides } = libraryCells(library, classes, further), startedAt = new Date().toISOString();
    const cells = chooseCells(cases);
    if (cells.length === 0 && !folder) throw new MyeloscopeError('bad-input', 'No cell was reviewed yet, so there is nothing to learn from.', 'Review cells in a case, or name a folder of labelled pictures.');
    library.trainingCases.keepSides(new Map([...sides.values()].flatMap(({ keys, side }) => keys.map((key) => [key, side]))), startedAt);
    const request: TrainingRequest = {
      settings, ...(folder && { folder }), folderSides: Object.fromEntries(further.map(({ key }) => [key, sides.get(key)!.side])), seed: 1,
      // One thread is left to whoever reviews.
      threads: Math.max(1, availableParallelism() - 1),
    };
    return library.trainings.add({ name, baseName: basedOn, baseVersion: version, by, startedAt, request: JSON.stringify(request), cells: JSON.stringify(cells) });
  });
  trainings.again(trainingId);
  return { trainingId };
}
