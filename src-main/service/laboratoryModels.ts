import { existsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { readModelCards } from '#main/models/readModelCards.ts';
import type { Library } from '#main/store/library.ts';
import type { ModelChoice } from './modelChoice.ts';
import { shippedModelsDirectory } from './places.ts';

/** Where a library keeps the models that its laboratory trained or imported. Those shipped lie elsewhere and are never touched. */
export const laboratoryModelsDirectory = (libraryDirectory: string): string => path.join(libraryDirectory, 'models');

/** The shipped models (or those of another folder), then the laboratory's own. Throws as `readModelCards`. */
export async function installedModels({ modelsDirectory = shippedModelsDirectory, libraryDirectory }: Pick<ModelChoice, 'modelsDirectory' | 'libraryDirectory'>): Promise<StoredModel[]> {
  const own = libraryDirectory === undefined ? undefined : laboratoryModelsDirectory(libraryDirectory);
  return [...await readModelCards(modelsDirectory), ...(own !== undefined && existsSync(own) ? await readModelCards(own) : [])];
}

/** The classifier that a choice names; undefined where it names none. Throws `model-missing` with the names there are. */
export async function chosenClassifier(choice: ModelChoice): Promise<StoredModel | undefined> {
  if (choice.classifier === undefined) return undefined;
  const classifiers = (await installedModels(choice)).filter(isClassifier);
  const found = classifiers.find(({ card }) => card.name === choice.classifier || card.sha256 === choice.classifier);
  if (found) return found;
  throw new MyeloscopeError('model-missing', `There is no classifier "${choice.classifier}".`, `There are: ${classifiers.map(({ card }) => card.name).join(', ')}.`);
}

/** The same choice with the classifier that the library's people promoted, where it names no other and no other folder. */
export function withPromoted<Choice extends ModelChoice>(choice: Choice, library: Library): Choice {
  const promoted = library.modelPromotions.current();
  if (!promoted || choice.classifier !== undefined || choice.modelsDirectory !== undefined) return choice;
  return { ...choice, libraryDirectory: path.dirname(library.path), classifier: promoted.sha256 };
}

/** The SHA-256 of that of a case's models which is one of the laboratory's classifiers; undefined where it was counted with the shipped one. */
export async function classifierAmong(models: readonly { readonly sha256: string }[], libraryDirectory: string): Promise<string | undefined> {
  const own = laboratoryModelsDirectory(libraryDirectory);
  if (!existsSync(own)) return undefined;
  const classifiers = (await readModelCards(own)).filter(isClassifier);
  return models.find(({ sha256 }) => classifiers.some(({ card }) => card.sha256 === sha256))?.sha256;
}
