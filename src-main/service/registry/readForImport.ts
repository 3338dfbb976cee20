import { existsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CheckedFile } from '#main/models/import/checkFileApart.ts';
import { checkFileApart } from '#main/models/import/checkFileApart.ts';
import type { ImportCard } from '#main/models/import/readImportCard.ts';
import { readImportCard } from '#main/models/import/readImportCard.ts';

/** A model's file with its card, looked at but not run. */
export interface GivenModel { readonly card: ImportCard; readonly checked: CheckedFile; /** What it is called by card or file. */ readonly name: string }

/**
 * Looks a classifier's file through and reads its card. Where no card is named, it is looked for beside the file: `NAME.card.json`, then
 * `NAME.json`.
 *
 * @throws MyeloscopeError `not-found`, `model-invalid` with what is wrong; `cancelled`
 */
export async function readForImport(file: string, cardFile: string | undefined, signal?: WorkContext['signal']): Promise<GivenModel> {
  // The network first: of a file that is not there, nobody misses the card.
  const checked = await checkFileApart(file, signal);
  const stem = file.replace(/\.onnx$/i, '');
  const beside = cardFile ?? [`${stem}.card.json`, `${stem}.json`].find((candidate) => existsSync(candidate));
  if (beside === undefined) throw new MyeloscopeError('not-found', `There is no card for ${file}.`, `Write one (classes, input size and scale) and name it, or put it beside the model as ${path.basename(stem)}.card.json.`);
  const card = await readImportCard(beside);
  return { card, checked, name: card.card.name ?? path.basename(stem) };
}
