import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { StoredModel } from './readModelCards.ts';

/** No model of ours comes near; a larger file is not read into memory. */
const largestModelBytes = 512 * 1024 * 1024;

/**
 * The bytes of a model, checked against the hash of its card.
 *
 * @throws MyeloscopeError `model-missing` without the file, `model-invalid` where it is not what the card describes
 */
export async function readModelFile({ card, directory }: StoredModel): Promise<Uint8Array> {
  const path = join(directory, card.file);
  const missing = (cause: unknown) => new MyeloscopeError('model-missing', `The model file ${path} can't be read.`, 'Install the model again.', { cause });
  const { size } = await stat(path).catch((cause: unknown) => { throw missing(cause); });
  if (size > largestModelBytes) throw new MyeloscopeError('model-invalid', `The model file ${path} is too large (${size} bytes).`, 'Install the model again.');
  const bytes = await readFile(path).catch((cause: unknown) => { throw missing(cause); });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== card.sha256) {
    throw new MyeloscopeError('model-invalid', `The model file ${path} is not the one that its card describes: its SHA-256 is ${sha256}.`, 'It may be damaged or changed: install the model again.');
  }
  return bytes;
}
