import { join } from 'node:path';
import type { DetectorCard } from '#shared/models/modelCard.ts';
import { writeWhole } from '#main/files/writeWhole.ts';

/** Writes `detector.onnx` and `detector.card.json`, each whole or not at all, the model first: a card never names a file that isn't there. */
export async function writeDetector(directory: string, model: Uint8Array, card: DetectorCard): Promise<void> {
  await writeWhole(join(directory, card.file), model);
  await writeWhole(join(directory, 'detector.card.json'), `${JSON.stringify(card, undefined, 2)}\n`);
}
