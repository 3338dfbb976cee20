import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard, LocalExpertCard, ModelCard } from '#shared/models/modelCard.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';

const mostCells = 8;
const fieldPx = 128;

/** What came of a trial on drawn cells. Drawn cells are no real ones: few right is no proof, but colours or scale may be read wrongly. */
export interface DrawnTrial { readonly cells: number; readonly right: number }

/**
 * Lets a model answer to drawn cells (a detector: to an even field), as it would in use. Gives how many cells it was shown, and of how many it said what they are.
 *
 * @throws MyeloscopeError `model-invalid` where it does not answer as its card says, or with what is no number
 */
export async function tryOnDrawnCells(runner: ModelRunner, card: ModelCard): Promise<DrawnTrial> {
  if (card.kind === 'detector') {
    await createDetector(runner, card.thresholds).detect({ widthPx: fieldPx, heightPx: fieldPx, rgb: new Uint8Array(3 * fieldPx * fieldPx).fill(220) });
    return { cells: 0, right: 0 };
  }
  const { widthPx, widthUm } = card.input;
  const codes = card.classes.filter((code) => code !== 'UNK').slice(0, mostCells);
  const crops = codes.map((code, i) => drawCellPicture({ code, look: randomLook(i), seed: i, widthPx, widthUm }));
  const watched = watchAnswers(runner, card);
  const calls = await createClassifier(watched.runner, { ...card, kind: 'classifier' }).classify(crops);
  const isNumber = calls.every(({ probabilities }) => probabilities.every((share) => share >= 0 && share <= 1));
  if (!isNumber) throw new MyeloscopeError('model-invalid', `${card.name} answers to drawn cells with what is no number.`, 'Do not use it; ask whoever made it.');
  if (card.encoding?.answer === 'logits' && watched.addToOne()) {
    throw new MyeloscopeError('model-invalid', `The answers of ${card.name} add to 1: they are probabilities, not logits.`, 'Write "output": {"kind": "probabilities"} into its card, and import it again.');
  }
  return { cells: crops.length, right: calls.filter(({ forcedCode }, i) => forcedCode === codes[i]).length };
}

/** The same runner, which remembers whether all answers to a picture add to 1 so far. */
function watchAnswers(runner: ModelRunner, { encoding }: ClassifierCard | LocalExpertCard): { readonly runner: ModelRunner; readonly addToOne: () => boolean } {
  let alwaysOne = true;
  const run: ModelRunner['run'] = async (inputs) => {
    const outputs = await runner.run(inputs), answers = encoding && outputs[encoding.outputName]?.data, count = encoding?.outputs.length ?? 0;
    for (let at = 0; answers && at + count <= answers.length; at += count) {
      const picture = answers.subarray(at, at + count);
      if (picture.some((share) => share < 0) || Math.abs(picture.reduce((sum, share) => sum + share, 0) - 1) > 1e-3) alwaysOne = false;
    }
    return outputs;
  };
  const { provider, inputNames, outputNames } = runner;
  return { runner: { provider, inputNames, outputNames, run, release: () => runner.release() }, addToOne: () => alwaysOne };
}
