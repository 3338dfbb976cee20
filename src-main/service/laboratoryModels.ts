import { existsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier, modelsInUse } from '#main/models/modelsInUse.ts';
import type { ReadableModels, StoredModel } from '#main/models/readModelCards.ts';
import { readableModelCards, readModelCards } from '#main/models/readModelCards.ts';
import type { Library } from '#main/store/library.ts';
import type { ModelPromotion } from '#main/store/repositories/modelPromotionRepository.ts';
import type { ModelChoice } from './modelChoice.ts';
import { shippedModelsDirectory } from './places.ts';

/** Where a library keeps the models that its laboratory trained or imported. Those shipped lie elsewhere and are never touched. */
export const laboratoryModelsDirectory = (libraryDirectory: string): string => path.join(libraryDirectory, 'models');

/** The laboratory's own models. One whose card is damaged does not hide the others: what is wrong with it stands beside them. */
async function ownModels(libraryDirectory: string | undefined): Promise<ReadableModels> {
  const own = libraryDirectory === undefined ? undefined : laboratoryModelsDirectory(libraryDirectory);
  return own !== undefined && existsSync(own) ? readableModelCards(own) : { models: [], damaged: [] };
}

/** Which models are meant: those of a folder (the shipped ones), and of a library. */
type Places = Pick<ModelChoice, 'modelsDirectory' | 'libraryDirectory'>;

/** The shipped models (or those of another folder), then those of the laboratory's own that can be read. Throws as `readModelCards` of the shipped ones. */
export async function installedModels({ modelsDirectory = shippedModelsDirectory, libraryDirectory }: Places): Promise<StoredModel[]> {
  return [...await readModelCards(modelsDirectory), ...(await ownModels(libraryDirectory)).models];
}

/** What is wrong with the laboratory's models whose cards can't be read. */
export async function damagedModels({ libraryDirectory }: Places): Promise<readonly MyeloscopeError[]> {
  return (await ownModels(libraryDirectory)).damaged;
}

/**
 * The classifier that a choice names; undefined where it names none. Throws `model-missing` with the names there are, and
 * `model-invalid` where it may be one whose card is damaged.
 */
export async function chosenClassifier(choice: ModelChoice): Promise<StoredModel | undefined> {
  if (choice.classifier === undefined) return undefined;
  const classifiers = (await installedModels(choice)).filter(isClassifier);
  const found = classifiers.find(({ card }) => card.name === choice.classifier || card.sha256 === choice.classifier);
  if (found) return found;
  const [damaged] = await damagedModels(choice);
  throw damaged ?? new MyeloscopeError('model-missing', `There is no classifier "${choice.classifier}".`, `There are: ${classifiers.map(({ card }) => card.name).join(', ')}.`);
}

/**
 * The laboratory's classifier that a promotion means; undefined where it means the shipped one, whichever this version ships, or
 * nothing was promoted. Throws `model-missing`, and `model-invalid` where it is not what was promoted.
 */
export async function promotedClassifier(promotion: Pick<ModelPromotion, 'name' | 'sha256'> | undefined, libraryDirectory: string): Promise<Classifier | undefined> {
  if (!promotion) return undefined;
  const { models, damaged } = await ownModels(libraryDirectory);
  const found = models.filter(isClassifier).find(({ card }) => card.name === promotion.name);
  if (found?.card.sha256 === promotion.sha256) return found;
  const wayOn = 'Put it back from a backup, promote another, or go back.';
  if (found) throw new MyeloscopeError('model-invalid', `The model ${promotion.name} is not the one that was promoted: its hash is another.`, wayOn);
  const isShipped = (await readModelCards(shippedModelsDirectory)).some(({ card }) => card.kind === 'classifier' && card.name === promotion.name);
  if (isShipped) return undefined;
  throw damaged[0] ?? new MyeloscopeError('model-missing', `The promoted model ${promotion.name} is no more in ${laboratoryModelsDirectory(libraryDirectory)}.`, wayOn);
}

/** The classifier that names the cells of new cases: the promoted one, else the shipped one. Throws as `promotedClassifier`, and where the shipped one is missing. */
export async function classifierInUse({ modelPromotions }: Pick<Library, 'modelPromotions'>, { modelsDirectory = shippedModelsDirectory, libraryDirectory }: Places & { readonly libraryDirectory: string }): Promise<Classifier> {
  return await promotedClassifier(modelPromotions.current(), libraryDirectory) ?? (await modelsInUse(modelsDirectory)).classifierModel;
}

/** The laboratory's own local experts that a choice means. */
export async function chosenExperts({ libraryDirectory, experts }: Pick<ModelChoice, 'libraryDirectory' | 'experts'>): Promise<StoredModel[]> {
  if (experts === undefined) return [];
  const { models } = await ownModels(libraryDirectory);
  return models.filter(({ card }) => card.kind === 'localExpert' && (experts === 'inUse' || experts.includes(card.sha256)));
}

/** The same choice with the classifier that the library's people promoted and the laboratory's own experts for it, where it names no other and no other folder. Throws as `promotedClassifier`. */
export async function withPromoted<Choice extends ModelChoice>(choice: Choice, library: Library): Promise<Choice> {
  if (choice.classifier !== undefined || choice.modelsDirectory !== undefined) return choice;
  const libraryDirectory = path.dirname(library.path);
  const promoted = await promotedClassifier(library.modelPromotions.current(), libraryDirectory);
  return {
    ...choice, libraryDirectory, experts: 'inUse',
    // By its name: trained twice from the same cells, two models have one hash.
    ...(promoted && { classifier: promoted.card.name }),
  };
}

/** The SHA-256 of that of a case's models which is one of the laboratory's classifiers; undefined where it was counted with the shipped one. */
export async function classifierAmong(models: readonly { readonly sha256: string }[], libraryDirectory: string): Promise<string | undefined> {
  const classifiers = (await ownModels(libraryDirectory)).models.filter(isClassifier);
  return models.find(({ sha256 }) => classifiers.some(({ card }) => card.sha256 === sha256))?.sha256;
}
