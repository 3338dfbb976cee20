import { join } from 'node:path';
import type { DetectorCard } from '#shared/models/modelCard.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';

/** Writes `detector.onnx` and `detector.card.json`, whole or not at all, the model first: a card never names a file that isn't there. */
export async function writeDetector(directory: string, model: Uint8Array, card: DetectorCard): Promise<void> {
  await writeAllWhole([{ path: join(directory, card.file), content: model }, { path: join(directory, 'detector.card.json'), content: `${JSON.stringify(card, undefined, 2)}\n` }]);
}
