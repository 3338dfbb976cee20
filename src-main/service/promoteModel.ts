import path from 'node:path';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import type { StandingJudgement } from '#shared/contract/modelJudgement.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { WorkingClassifier } from './classifierAtWork.ts';
import { expertsEndedBy, identitiesOf, readableAtWork } from './classifierAtWork.ts';
import { chosenClassifier, promotedClassifier } from './laboratoryModels.ts';
import { defaultLibraryDirectory, shippedModelsDirectory } from './places.ts';
import { judgementOf, shownPromotion } from './registry/judgements.ts';

/** Who promotes, and why: both are kept. */
export interface PromotionWord { readonly by: string; readonly reason: string }

/** What the person saw who promotes: the hash of the classifier, and of what named cells then; undefined where that could not be read. */
export interface SeenAtPromotion { readonly sha256: string; readonly insteadOf: string | undefined }

/**
 * Lets a classifier name cells from now on; cases already begun keep theirs. How it was judged, as it is known now, is kept with the word.
 *
 * @param seen where a person looked at them first: it is refused where either is another by now
 * @throws MyeloscopeError `model-missing`, `model-invalid` where its file is not what its card says, `not-permitted` where it has learnt
 *   nothing yet, `bad-input` without a name or reason, where it names cells already, and where anything was promoted, gone back from or
 *   made anew meanwhile
 */
export async function promoteModel(library: Library, name: string, word: PromotionWord, seen?: SeenAtPromotion): Promise<ShownPromotion> {
  const libraryDirectory = path.dirname(library.path), words = library.modelPromotions.count();
  const model = await chosenClassifier({ provider: 'auto', libraryDirectory, classifier: name });
  const { card } = model!;
  if (card.kind === 'classifier' && card.untrained) throw new MyeloscopeError('not-permitted', `${card.name} is untrained: it names cells by chance, and can't be promoted.`, 'Train it on labelled cells first, and promote what comes of it.');
  const { sha256 } = card;
  if (seen && seen.sha256 !== sha256) throw changedMeanwhile(`The model ${name} is not the one that was looked at: it was made anew meanwhile.`);
  await readModelFile(model!);
  const working = await readableAtWork(library, { libraryDirectory }), inUse = working && identitiesOf(working);
  if (seen && seen.insteadOf !== inUse?.sha256) throw changedMeanwhile(inUse ? `Meanwhile ${inUse.name} ${inUse.version} names cells.` : 'Meanwhile the classifier in use can\'t be read any more.');
  if (inUse?.sha256 === sha256) throw new MyeloscopeError('bad-input', inUse.name === card.name ? `${card.name} names cells already.` : `${card.name} is the very same network as ${inUse.name}, which names cells already.`, 'There is nothing to do.');
  const ended = await expertsEndedBy(model as Classifier, working, { libraryDirectory });
  return keepPromotion(library, card, word, { words, judged: judgementOf(library, sha256, inUse), ended });
}

/**
 * Goes back to what named cells before the promotion that holds: the one before it, or the shipped classifier.
 *
 * @param from the hash of what the person saw to be promoted, who goes back from it
 * @throws MyeloscopeError `bad-input` where nothing was promoted, and where anything was promoted or gone back from meanwhile;
 *   `model-missing` where the one before is there no more
 */
export async function rollBackModel(library: Library, word: PromotionWord, from?: string): Promise<ShownPromotion> {
  const libraryDirectory = path.dirname(library.path), words = library.modelPromotions.count(), standing = library.modelPromotions.standing(), promoted = standing.at(-1);
  if (from !== undefined && promoted?.sha256 !== from) throw changedMeanwhile(promoted ? `Meanwhile ${promoted.name} ${promoted.version} names cells.` : 'Somebody went back meanwhile: the shipped classifier names cells.');
  if (standing.length === 0) throw new MyeloscopeError('bad-input', 'No model was promoted, so there is nothing to go back from.', 'The shipped classifier names cells.');
  const before = await promotedClassifier(standing.at(-2), libraryDirectory) ?? (await modelsInUse(shippedModelsDirectory)).classifierModel;
  const ended = await expertsEndedBy(before, await readableAtWork(library, { libraryDirectory }), { libraryDirectory });
  return keepPromotion(library, before.card, word, { words, judged: 'goingBack', ended });
}

const changedMeanwhile = (sentence: string): MyeloscopeError => new MyeloscopeError('bad-input', sentence, 'Nothing was changed. Look at the models again, then decide.');

/** `words`: how many there were when it was decided what this one says. Where there are more by now, it would say what is not so. */
function keepPromotion(
  library: Library, { name, version, sha256 }: { name: string; version: string; sha256: string }, { by, reason }: PromotionWord,
  { words, judged: how, ended }: { readonly words: number; readonly judged: StandingJudgement | undefined | 'goingBack'; readonly ended: WorkingClassifier['experts'] },
): ShownPromotion {
  if (by.trim() === '' || reason.trim() === '') throw new MyeloscopeError('bad-input', 'A model is promoted by a named person, for a reason.', 'Give both.');
  const judged = how === 'goingBack' || how === undefined ? null : JSON.stringify(how);
  const promotion = { name, version, sha256, promotedBy: by.trim(), promotedAt: new Date().toISOString(), reason: reason.trim(), wentBack: how === 'goingBack', judged, endedExperts: JSON.stringify(ended.map((expert) => expert.card.name)) };
  library.transaction(() => {
    if (library.modelPromotions.count() !== words) throw changedMeanwhile('Somebody else promoted a model, or went back, at the same moment.');
    library.modelPromotions.add(promotion);
  });
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
