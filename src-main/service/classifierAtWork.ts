import type { ClassifierAtWork } from '#shared/contract/modelJudgement.ts';
import type { LocalExpertCard } from '#shared/models/modelCard.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import type { Library } from '#main/store/library.ts';
import { chosenExperts, classifierInUse } from './laboratoryModels.ts';
import { shippedModelsDirectory } from './places.ts';

export interface Places { readonly libraryDirectory: string; readonly modelsDirectory?: string | undefined }

/** A classifier with the local experts that take part in counts with it. */
export interface WorkingClassifier { readonly classifier: Classifier; readonly experts: readonly (StoredModel & { readonly card: LocalExpertCard })[] }

/** A classifier as counts would use it. Throws as `modelsInUse`. */
export async function withItsExperts(classifier: Classifier, { libraryDirectory, modelsDirectory = shippedModelsDirectory }: Places): Promise<WorkingClassifier> {
  const { expertModels } = await modelsInUse(modelsDirectory, classifier, await chosenExperts({ libraryDirectory, experts: 'inUse' }));
  return { classifier, experts: expertModels };
}

/** What names the cells of new cases; undefined where the one that should can't be read: the list of models says why. */
export async function readableAtWork(library: Library, places: Places): Promise<WorkingClassifier | undefined> {
  try {
    return await withItsExperts(await classifierInUse(library, places), places);
  } catch (cause) {
    if (cause instanceof MyeloscopeError) return undefined;
    throw cause;
  }
}

/** The local experts that take part now, and would not with another classifier. None is known to end where what names cells can't be read. */
export async function expertsEndedBy(classifier: Classifier, now: WorkingClassifier | undefined, places: Places): Promise<WorkingClassifier['experts']> {
  if (!now) return [];
  const { experts } = await withItsExperts(classifier, places);
  return now.experts.filter(({ card }) => !experts.some((kept) => kept.card.sha256 === card.sha256));
}

/** Which they are. */
export function identitiesOf({ classifier: { card: { name, version, sha256 } }, experts }: WorkingClassifier): ClassifierAtWork {
  return { name, version, sha256, experts: experts.map(({ card }) => ({ name: card.name, sha256: card.sha256 })) };
}
