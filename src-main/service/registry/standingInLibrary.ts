import { existsSync } from 'node:fs';
import path from 'node:path';
import type { StandingJudgement } from '#shared/contract/modelJudgement.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { openLibrary } from '#main/store/library.ts';
import { identitiesOf, readableAtWork } from '../classifierAtWork.ts';
import { judgementOf } from './judgements.ts';

/** How a model stands in a library: how it was judged last, and whether it names cells now. */
export interface ModelStanding { readonly judged?: StandingJudgement; readonly isInUse: boolean }

/** The same in the library of a folder; undefined for what is no classifier, and where there is no library: none is made for asking. */
export async function standingInLibrary(directory: string | undefined, card: ModelCard): Promise<ModelStanding | undefined> {
  if (card.kind !== 'classifier' || directory === undefined || !existsSync(path.join(directory, 'library.sqlite'))) return undefined;
  const library = openLibrary(path.resolve(directory));
  try {
    const working = await readableAtWork(library, { libraryDirectory: path.resolve(directory) }), inUse = working && identitiesOf(working);
    const judged = judgementOf(library, card.sha256, inUse);
    return { ...(judged && { judged }), isInUse: inUse?.sha256 === card.sha256 };
  } finally {
    library.close();
  }
}
