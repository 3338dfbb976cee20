import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DetectorCard } from '#shared/models/modelCard.ts';

/** Writes `detector.onnx` and `detector.card.json`, each whole or not at all, the model first: a card never names a file that isn't there. */
export async function writeDetector(directory: string, model: Uint8Array, card: DetectorCard): Promise<void> {
  for (const [name, content] of [[card.file, model], ['detector.card.json', `${JSON.stringify(card, undefined, 2)}\n`]] as const) {
    const path = join(directory, name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
  }
}
