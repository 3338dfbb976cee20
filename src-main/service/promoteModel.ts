import path from 'node:path';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import type { StandingJudgement } from '#shared/contract/modelJudgement.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { identitiesOf, readableAtWork } from './classifierAtWork.ts';
import { chosenClassifier, promotedClassifier } from './laboratoryModels.ts';
import { defaultLibraryDirectory, shippedModelsDirectory } from './places.ts';
import { judgementOf, shownPromotion } from './registry/judgements.ts';

/** Who promotes, and why: both are kept. */
export interface PromotionWord { readonly by: string; readonly reason: string }

/**
 * Lets a classifier name cells from now on; cases already begun keep theirs. How it was judged, as it is known now, is kept with the word.
 * Throws `model-missing`, `model-invalid` where its file is not what its card says, `not-permitted` where it has learnt nothing yet, `bad-input` without a name or reason.
 */
export async function promoteModel(library: Library, name: string, word: PromotionWord): Promise<ShownPromotion> {
  const libraryDirectory = path.dirname(library.path);
  const model = await chosenClassifier({ provider: 'auto', libraryDirectory, classifier: name });
  const { card } = model!;
  if (card.kind === 'classifier' && card.untrained) throw new MyeloscopeError('not-permitted', `${card.name} is untrained: it names cells by chance, and can't be promoted.`, 'Train it on labelled cells first, and promote what comes of it.');
  await readModelFile(model!);
  const working = await readableAtWork(library, { libraryDirectory });
  return keepPromotion(library, model!.card, word, { judged: judgementOf(library, model!.card.sha256, working && identitiesOf(working)) });
}

/**
 * Goes back to what named cells before the promotion that holds: the one before it, or the shipped classifier.
 * Throws `bad-input` where nothing was promoted, `model-missing` where the one before is there no more.
 */
export async function rollBackModel(library: Library, word: PromotionWord): Promise<ShownPromotion> {
  const standing = library.modelPromotions.standing();
  if (standing.length === 0) throw new MyeloscopeError('bad-input', 'No model was promoted, so there is nothing to go back from.', 'The shipped classifier names cells.');
  const before = await promotedClassifier(standing.at(-2), path.dirname(library.path)) ?? (await modelsInUse(shippedModelsDirectory)).classifierModel;
  return keepPromotion(library, before.card, word, 'goingBack');
}

function keepPromotion(
  library: Library, { name, version, sha256 }: { name: string; version: string; sha256: string }, { by, reason }: PromotionWord, how: { readonly judged: StandingJudgement | undefined } | 'goingBack',
): ShownPromotion {
  if (by.trim() === '' || reason.trim() === '') throw new MyeloscopeError('bad-input', 'A model is promoted by a named person, for a reason.', 'Give both.');
  const judged = how === 'goingBack' || how.judged === undefined ? null : JSON.stringify(how.judged);
  const promotion = { name, version, sha256, promotedBy: by.trim(), promotedAt: new Date().toISOString(), reason: reason.trim(), wentBack: how === 'goingBack', judged };
  library.modelPromotions.add(promotion);
  return shownPromotion(promotion);
}

/** The same in the library of a folder; the user's own where none is named. */
export const promoteInLibrary = (directory: string | undefined, name: string, word: PromotionWord): Promise<ShownPromotion> => inLibrary(directory, (library) => promoteModel(library, name, word));

export const rollBackInLibrary = (directory: string | undefined, word: PromotionWord): Promise<ShownPromotion> => inLibrary(directory, (library) => rollBackModel(library, word));

async function inLibrary(directory: string | undefined, change: (library: Library) => Promise<ShownPromotion>): Promise<ShownPromotion> {
  const library = openLibrary(path.resolve(directory ?? defaultLibraryDirectory()));
  try {
    return await change(library);
  } finally {
    library.close();
  }
}
