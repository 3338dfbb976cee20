import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';

const spanUm = 28;
const mostCells = 8;
const fieldPx = 128;

/**
 * Lets a model answer to drawn cells (a detector: to an even field), as it would in use. Gives to how many cells.
 *
 * @throws MyeloscopeError `model-invalid` where it does not answer as its card says, or with what is no number
 */
export async function tryOnDrawnCells(runner: ModelRunner, card: ModelCard): Promise<number> {
  if (card.kind === 'detector') {
    await createDetector(runner, card.thresholds).detect({ widthPx: fieldPx, heightPx: fieldPx, rgb: new Uint8Array(3 * fieldPx * fieldPx).fill(220) });
    return 0;
  }
  const codes = card.classes.filter((code) => code !== 'UNK').slice(0, mostCells);
  const crops = codes.map((code, i) => cellPictureToInput(drawCellPicture({ code, look: randomLook(i), seed: i, widthPx: 140, widthUm: spanUm }), spanUm));
  const calls = await createClassifier(runner, { ...card, kind: 'classifier' }).classify(crops);
  const isNumber = calls.every(({ probabilities }) => probabilities.every((share) => share >= 0 && share <= 1));
  if (!isNumber) throw new MyeloscopeError('model-invalid', `${card.name} answers to drawn cells with what is no number.`, 'Do not use it; ask whoever made it.');
  return crops.length;
}
