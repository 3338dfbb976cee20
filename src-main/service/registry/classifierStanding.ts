import type { ClassifierStanding } from '#shared/contract/modelCommands.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import type { Library } from '#main/store/library.ts';
import type { Places } from '../classifierAtWork.ts';
import { expertsEndedBy, identitiesOf, readableAtWork } from '../classifierAtWork.ts';
import { judgementOf } from './judgements.ts';

/** What a person must know who lets a classifier name cells: how it was judged, what it takes the place of, and which local experts end with that. */
export async function classifierStanding(library: Library, classifier: Classifier, places: Places): Promise<ClassifierStanding> {
  const working = await readableAtWork(library, places), inUse = working && identitiesOf(working);
  const judged = judgementOf(library, classifier.card.sha256, inUse), ending = await expertsEndedBy(classifier, working, places);
  return { ...(judged && { judged }), ...(inUse && { inUse }), endingExperts: ending.map(({ card: { name, summary } }) => ({ name, summary })) };
}
