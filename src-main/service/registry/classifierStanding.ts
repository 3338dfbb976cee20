import type { ClassifierStanding } from '#shared/contract/modelCommands.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { Library } from '#main/store/library.ts';
import type { Places } from '../classifierAtWork.ts';
import { identitiesOf, readableAtWork } from '../classifierAtWork.ts';
import { judgementOf } from './judgements.ts';

/** What a person must know who lets a classifier name cells: how it was judged, and what it takes the place of. */
export async function classifierStanding(library: Library, { sha256 }: ClassifierCard, places: Places): Promise<ClassifierStanding> {
  const working = await readableAtWork(library, places), inUse = working && identitiesOf(working);
  const judged = judgementOf(library, sha256, inUse);
  return { ...(judged && { judged }), ...(inUse && { inUse }) };
}
