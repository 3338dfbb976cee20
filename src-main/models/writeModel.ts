import path from 'node:path';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';
import { cardText } from './cardText.ts';

/**
 * Writes a model into a folder: the model first, then its card, so that a card never names a file that is not there.
 *
 * @returns the card's path
 * @throws MyeloscopeError `model-invalid` for a card that would not be read back; `disk-full` or `not-permitted`; what was there before is whole, model and card (see `writeAllWhole` for a power cut)
 */
export async function writeModel(directory: string, card: ModelCard, onnx: Uint8Array): Promise<string> {
  const text = cardText(card);
  makeFolders(directory);
  const cardPath = path.join(directory, `${card.name}.card.json`);
  await writeAllWhole([{ path: path.join(directory, card.file), content: onnx }, { path: cardPath, content: text }]);
  return cardPath;
}
