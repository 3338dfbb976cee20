import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';

/**
 * Writes a model into a folder: the model first, then its card, so that a card never names a file that is not there.
 *
 * @returns the card's path
 * @throws MyeloscopeError `disk-full` or `not-permitted`; what was there before is whole
 */
export async function writeModel(directory: string, card: ModelCard, onnx: Uint8Array): Promise<string> {
  await mkdir(directory, { recursive: true }).catch((cause: unknown) => { throw cannotWrite(directory, cause); });
  await writeWhole(path.join(directory, card.file), onnx);
  const cardPath = path.join(directory, `${card.name}.card.json`);
  await writeWhole(cardPath, `${JSON.stringify(card, null, 2)}\n`);
  return cardPath;
}

/** Under another name first, so that the file is the old one or the new one, whole. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(`${file}.partial`, content, { flush: true });
    await rename(`${file}.partial`, file);
  } catch (cause) {
    await rm(`${file}.partial`, { force: true });
    throw cannotWrite(file, cause);
  }
}

/** Why a place can't be written, in words. */
export function cannotWrite(place: string, cause: unknown): MyeloscopeError {
  const full = ['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '');
  return new MyeloscopeError(full ? 'disk-full' : 'not-permitted', `${place} can't be written${full ? ': the disk is full' : ''}.`, full ? 'Free some space, and give the same command again.' : 'Check that you may write there.', { cause });
}
