import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { pictureHash } from '#main/training/cellPictures/pictureHash.ts';
import type { CountModels } from './countModels.ts';
import { loadCountModels } from './countModels.ts';
import type { CellEvaluation } from './evaluateCells.ts';
import { evaluateCells } from './evaluateCells.ts';
import type { FieldEvaluation, FieldEvaluationInput } from './evaluateFields.ts';
import { evaluateFields } from './evaluateFields.ts';
import type { RobustnessTable } from './evaluateRobustness.ts';
import { evaluateRobustness } from './evaluateRobustness.ts';
import type { SaidOfPictures } from './evaluation/picturesAsTold.ts';
import { learntBy } from './fineTuning/learntBy.ts';
import { chosenClassifier } from './laboratoryModels.ts';
import type { ModelChoice } from './modelChoice.ts';
import { shippedModelsDirectory } from './places.ts';
import { readWholePicture } from './readWholePicture.ts';

/** Figures of a model, with the models they are of. */
export type WithModels<Evaluation> = Evaluation & { readonly models: CountModels['cards']; readonly provider: string };

async function withModels<Evaluation>(choice: ModelChoice, evaluate: (models: CountModels) => Promise<Evaluation>): Promise<WithModels<Evaluation>> {
  const models = await loadCountModels(choice);
  try {
    return { ...(await evaluate(models)), models: models.cards, provider: models.provider };
  } finally {
    await models.release();
  }
}

/** What a classifier had learnt before it was measured. */
export interface LearntBefore {
  /** So many of the pictures that it was measured on: the figures flatter. */
  readonly pictures: number;
  /** Models that it is, or grew out of, of which that is not recorded. */
  readonly unrecorded: readonly string[];
}

/** Measures the installed classifier on labelled pictures of single cells, and counts those that it has learnt from. Throws as `evaluateCells` and the loading of models. */
export async function evaluateOnCells(input: SaidOfPictures, choice: ModelChoice, context: WorkContext): Promise<WithModels<CellEvaluation> & { readonly learntBefore: LearntBefore }> {
  const measured = await chosenClassifier(choice) ?? (await modelsInUse(choice.modelsDirectory ?? shippedModelsDirectory)).classifierModel;
  const { pictures: hashes, unrecorded } = await learntBy([measured]), learnt = new Set(hashes);
  let pictures = 0;
  const figures = await withModels(choice, ({ classifier }) => evaluateCells(input, { classifier, readPicture }, context));
  return { ...figures, learntBefore: { pictures, unrecorded } };

  async function readPicture(file: string): Promise<RgbPicture> {
    const picture = await readWholePicture(file);
    if (learnt.has(pictureHash(picture))) pictures++;
    return picture;
  }
}

/** The same cells under changes of colour, light, focus, scale and place, and with the background masked. */
export function changesOnCells(input: SaidOfPictures, choice: ModelChoice, context: WorkContext): Promise<WithModels<RobustnessTable>> {
  return withModels(choice, ({ classifier }) => evaluateRobustness(input, { classifier, readPicture: readWholePicture }, context));
}

/** Measures the installed detector, and the classifier where the labels name classes, on labelled field pictures. */
export function evaluateOnFields(input: FieldEvaluationInput, choice: ModelChoice, context: WorkContext): Promise<WithModels<FieldEvaluation>> {
  return withModels(choice, ({ detector, classifier }) => evaluateFields(input, { detector, classifier, openSlide, measureScale }, context));
}
