import path from 'node:path';
import { createApartRunner } from '#main/inference/createApartRunner.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { tryOnDrawnCells } from './tryOnDrawnCells.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';

/**
 * Compares a model's file with the hash of its card, and lets it answer to drawn cells in a process of its own. Gives a sentence of what it did.
 *
 * @throws MyeloscopeError `model-missing`, `model-invalid` saying what is wrong with it; `cancelled`
 */
export async function verifyModel(model: StoredModel, signal?: WorkContext['signal']): Promise<string> {
  const { card, directory } = model;
  await readModelFile(model);
  const runner = await createApartRunner(path.join(directory, card.file), signal);
  try {
    const { cells, right } = await tryOnDrawnCells(runner, card);
    return card.kind === 'detector'
      ? 'The file is the one that its card describes, and it answers to a drawn field.'
      : `The file is the one that its card describes, and it names ${right} of ${cells} drawn cells rightly.`;
  } finally {
    await runner.release();
  }
}
