import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassifierCard, LocalExpertCard, ModelCard } from '#shared/models/modelCard.ts';
import type { CellCall } from '#main/analysis/cells.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';

/** At least two, so that one can be seen to change the answer to another. */
const fewestCells = 2, mostCells = 8;
const fieldPx = 128;

/** What came of a trial on drawn cells. Drawn cells are no real ones: few right is no proof, but colours or scale may be read wrongly. */
export interface DrawnTrial { readonly cells: number; readonly right: number }

/**
 * Lets a model answer to drawn cells (a detector: to an even field), as it would in use. Gives how many cells it was shown, and of how many it said what they are.
 *
 * @throws MyeloscopeError `model-invalid` where it does not answer as its card says, with what is no number, or otherwise to a cell for
 *   its company or for no reason
 */
export async function tryOnDrawnCells(runner: ModelRunner, card: ModelCard): Promise<DrawnTrial> {
  if (card.kind === 'detector') {
    await createDetector(runner, card.thresholds).detect({ widthPx: fieldPx, heightPx: fieldPx, rgb: new Uint8Array(3 * fieldPx * fieldPx).fill(220) });
    return { cells: 0, right: 0 };
  }
  const { widthPx, widthUm } = card.input;
  const known = card.classes.filter((code) => code !== 'UNK').slice(0, mostCells), codes = Array.from({ length: Math.max(fewestCells, known.length) }, (_, i) => known[i % known.length]);
  const crops = codes.map((code, i) => drawCellPicture({ code, look: randomLook(i), seed: i, widthPx, widthUm }));
  const watched = watchAnswers(runner, card);
  const classifier = createClassifier(watched.runner, { ...card, kind: 'classifier' }), calls = await classifier.classify(crops);
  const isNumber = calls.every(({ probabilities }) => probabilities.every((share) => share >= 0 && share <= 1));
  if (!isNumber) throw new MyeloscopeError('model-invalid', `${card.name} answers to drawn cells with what is no number.`, 'Do not use it; ask whoever made it.');
  if (card.encoding?.answer === 'logits' && watched.addToOne()) {
    throw new MyeloscopeError('model-invalid', `The answers of ${card.name} add to 1: they are probabilities, not logits.`, 'Write "output": {"kind": "probabilities"} into its card, and import it again.');
  }
  await mustAnswerEachByItself(classifier, card.name, crops, calls);
  return { cells: crops.length, right: calls.filter(({ forcedCode }, i) => forcedCode === codes[i]).length };
}

/** Runs in batches of other sizes round otherwise; the shares of a cell that is named by others, or by chance, are further apart. */
const rounding = 0.01;

/** Shows the cells again: as before, in another order, and each alone. In use, the batch that a cell is in is a matter of where it lies. */
async function mustAnswerEachByItself(classifier: CellClassifier, name: string, crops: readonly RgbPicture[], calls: readonly CellCall[]): Promise<void> {
  const changed = (again: readonly CellCall[]) => again.some(({ probabilities }, i) => probabilities.some((share, place) => !(Math.abs(share - calls[i].probabilities[place]) <= rounding)));
  const refused = (what: string) => new MyeloscopeError('model-invalid', `${name} answers otherwise to the same drawn cell ${what}.`, 'Perhaps it was exported as it is trained, with normalisation by the batch or with dropout: export it as it is used (in PyTorch after model.eval()).');
  if (changed(await classifier.classify(crops))) throw refused('each time it is asked');
  const turned = (await classifier.classify(crops.toReversed())).toReversed(), alone: CellCall[] = [];
  for (const crop of crops) alone.push(...await classifier.classify([crop]));
  if (changed(turned) || changed(alone)) throw refused('when others stand beside it');
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
