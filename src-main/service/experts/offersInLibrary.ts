import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { openLibrary } from '#main/store/library.ts';
import { chosenClassifier, classifierInUse, installedModels } from '../laboratoryModels.ts';
import type { ExpertOffers } from './expertOffers.ts';
import { expertOffers } from './expertOffers.ts';
import type { ExpertOutcome, ExpertRequest } from './trainExpertOn.ts';
import { trainExpertOn } from './trainExpertOn.ts';

/** What neighbours a classifier of a library confuses: the one named, or the one that names cells now. Throws as finding it does. */
export async function offersInLibrary(libraryDirectory: string, name: string | undefined): Promise<ExpertOffers> {
  const directory = path.resolve(libraryDirectory), { card } = await classifierOf(directory, name);
  return expertOffers(card, await installedModels({ libraryDirectory: directory }));
}

/** Trains an expert for the classifier named, or the one that names cells now. Throws as `trainExpertOn`. */
export async function trainExpertInLibrary(
  { classifier, threads, libraryDirectory, ...request }: Omit<ExpertRequest, 'classifier' | 'threads'> & { readonly classifier: string | undefined; readonly threads: number | undefined }, context: WorkContext,
): Promise<ExpertOutcome> {
  const directory = path.resolve(libraryDirectory), { card } = await classifierOf(directory, classifier);
  return trainExpertOn({ ...request, libraryDirectory: directory, classifier: card.name, threads: threads ?? availableParallelism() }, context);
}

async function classifierOf(libraryDirectory: string, name: string | undefined): Promise<Classifier> {
  const chosen = await chosenClassifier({ provider: 'cpu', libraryDirectory, classifier: name });
  if (chosen && isClassifier(chosen)) return chosen;
  const library = openLibrary(libraryDirectory);
  try {
    return await classifierInUse(library, { libraryDirectory });
  } finally {
    library.close();
  }
}
