import { rm } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { learntPath } from '#main/models/learntPictures.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { trainingJob } from '../fineTuning/trainingJob.ts';
import { installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { recordModel } from './recordModel.ts';

/**
 * Takes one of the laboratory's own models away for good, and keeps who did (see `recordModel`). Never one that was shipped, never the one that names cells, and
 * none that a training begins from which is not done; one that kept cases were counted with only where `evenIfCounted` says so: their reports then can't say any more how it
 * misreads.
 *
 * @throws MyeloscopeError `model-missing`, `not-permitted` with the reason
 */
export async function removeModel(library: Library, name: string, evenIfCounted: boolean, by?: string): Promise<void> {
  const libraryDirectory = path.dirname(library.path), own = laboratoryModelsDirectory(libraryDirectory);
  const models = await installedModels({ libraryDirectory });
  const model = models.find(({ card }) => card.name === name);
  if (!model) throw new MyeloscopeError('model-missing', `There is no model "${name}".`, `There are: ${models.map(({ card }) => card.name).join(', ')}.`);
  if (model.directory !== own) throw new MyeloscopeError('not-permitted', `${name} was shipped with Myeloscope and is never taken away.`, 'Promote another where it shall not name cells.');
  const { card } = model;
  if (library.modelPromotions.standing().some(({ sha256 }) => sha256 === card.sha256)) {
    throw new MyeloscopeError('not-permitted', `${name} is promoted, or is what going back leads to.`, 'Go back to a model before it first.');
  }
  const served = models.find(({ card: other }) => other.kind === 'localExpert' && other.appliesTo === name);
  if (served) throw new MyeloscopeError('not-permitted', `The local expert ${served.card.name} was made for ${name}.`, 'Take the expert away first.');
  const training = trainingThatNeeds(library, name, models);
  if (training) throw new MyeloscopeError('not-permitted', `The training ${training.name} begins from ${name} and is not done.`, 'Let it end, or remove it from the list of trainings first.');
  const cases = library.cases.countsByModel().get(card.sha256) ?? 0;
  if (cases > 0 && !evenIfCounted) {
    throw new MyeloscopeError('not-permitted', `${String(cases)} kept ${cases === 1 ? 'case was' : 'cases were'} counted with ${name}.`, 'Keep it, or say that it shall go all the same: a count can then not go on, and reports can\'t say how the model misreads.');
  }
  // The card first: a file without a card is no model, a card without its file is a damaged one.
  await rm(path.join(own, `${card.name}.card.json`), { force: true });
  recordModel(library, 'deleted', card, by);
  await rm(path.join(own, card.file), { force: true });
  await rm(learntPath(model), { force: true });
}

/** A training that would begin from the model, or go on from there. One whose own model is installed only judges that again, and needs no other. */
function trainingThatNeeds(library: Library, base: string, models: readonly StoredModel[]): { readonly name: string } | undefined {
  return library.trainings.all().find(({ id, name, baseName, sha256 }) => baseName === base && library.jobs.newest(trainingJob.kind, String(id))?.state !== 'done'
    && !models.some(({ card }) => card.name === name && card.sha256 === sha256));
}

/** The same in the library of a folder. */
export async function removeFromLibrary(libraryDirectory: string, name: string, evenIfCounted: boolean, by?: string): Promise<void> {
  const library = openLibrary(path.resolve(libraryDirectory));
  try {
    await removeModel(library, name, evenIfCounted, by);
  } finally {
    library.close();
  }
}
