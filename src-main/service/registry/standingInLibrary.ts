import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import type { StandingJudgement } from '#shared/contract/modelJudgement.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { openLibrary } from '#main/store/library.ts';
import { identitiesOf, readableAtWork } from '../classifierAtWork.ts';
import { shippedModelsDirectory } from '../places.ts';
import { judgementOf, shownPromotion } from './judgements.ts';

/** How a classifier stands in a library: how it was judged last, whether it names the cells of new cases, and who said when that it shall; oldest first. */
export interface ModelStanding { readonly judged?: StandingJudgement; readonly isInUse: boolean; readonly promotions: readonly ShownPromotion[] }

/** The same of each card, in the library of a folder; undefined for what is no classifier. Where there is no library none is made for asking: the shipped one names cells. */
export async function standingsInLibrary(directory: string, cards: readonly ModelCard[]): Promise<(ModelStanding | undefined)[]> {
  if (!existsSync(path.join(directory, 'library.sqlite'))) {
    const shipped = (await modelsInUse(shippedModelsDirectory)).classifierModel.card;
    return cards.map((card) => (card.kind === 'classifier' ? { isInUse: isSame(card, shipped), promotions: [] } : undefined));
  }
  const library = openLibrary(path.resolve(directory));
  try {
    const working = await readableAtWork(library, { libraryDirectory: path.resolve(directory) }), inUse = working && identitiesOf(working);
    const words = library.modelPromotions.all();
    return cards.map((card) => {
      if (card.kind !== 'classifier') return undefined;
      const judged = judgementOf(library, card.sha256, inUse);
      return { ...(judged && { judged }), isInUse: inUse !== undefined && isSame(card, inUse), promotions: words.filter((word) => isSame(card, word)).map(shownPromotion) };
    });
  } finally {
    library.close();
  }
}

/** By its name, too: trained twice from the same cells, two models have one hash. */
const isSame = (one: Identity, other: Identity): boolean => one.name === other.name && one.sha256 === other.sha256;
interface Identity { readonly name: string; readonly sha256: string }
