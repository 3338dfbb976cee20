import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { cardOf } from './cardText.ts';

/** A model on disk: its card, and where it lies. Its file has not been looked at yet: see `verifyModel`. */
export interface StoredModel { readonly card: ModelCard; readonly directory: string }

/** The models of a folder whose cards are whole, and what is wrong with the others. */
export interface ReadableModels { readonly models: StoredModel[]; readonly damaged: readonly MyeloscopeError[] }

/**
 * The cards of a folder of models (`*.card.json`), by name.
 *
 * @throws MyeloscopeError `model-missing` where the folder can't be read, `model-invalid` where a card is no card
 */
export async function readModelCards(directory: string): Promise<StoredModel[]> {
  const { models, damaged } = await readableModelCards(directory);
  if (damaged.length > 0) throw damaged[0];
  return models;
}

/** The same without those whose card is none. Throws `model-missing` where the folder can't be read. */
export async function readableModelCards(directory: string): Promise<ReadableModels> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new MyeloscopeError('model-missing', `The models folder ${directory} can't be read.`, 'Install Myeloscope again, or name another folder.', { cause });
  });
  const read = await Promise.allSettled(names.filter((name) => name.endsWith('.card.json')).sort().map((name) => readModelCard(join(directory, name))));
  const damaged = read.flatMap((card): MyeloscopeError[] => {
    if (card.status === 'fulfilled') return [];
    if (card.reason instanceof MyeloscopeError) return [card.reason];
    throw card.reason;
  });
  return { models: read.flatMap((card) => (card.status === 'fulfilled' ? [{ card: card.value, directory }] : [])), damaged };
}

async function readModelCard(path: string): Promise<ModelCard> {
  const invalid = (what: string, cause?: unknown) => new MyeloscopeError('model-invalid', `The model card ${path} ${what}.`, 'Install the model again.', { cause });
  const bytes = await readFile(path).catch((cause: unknown) => { throw invalid("can't be read", cause); });
  return cardOf(bytes, invalid);
}
