import type { ClassifierCard, DetectorCard, ModelCard } from '#shared/models/modelCard.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { ModelRunner, ProviderName } from '#main/inference/modelRunner.ts';
import { modelsInUse } from './modelsInUse.ts';
import type { StoredModel } from './readModelCards.ts';
import { readModelFile } from './readModelFile.ts';

export interface LoadModelsOptions {
  /** A classifier that takes the place of the folder's own. */
  readonly classifier?: StoredModel;
  /** The laboratory's own local experts: see `modelsInUse`. */
  readonly ownExperts?: readonly StoredModel[];
  /** A provider that has been found to work: see `chooseProvider`. */
  readonly provider: ProviderName;
  readonly threads?: number;
}

/** Models ready to work, with the cards of all that take part. */
export interface LoadedModels {
  readonly detector: Detector;
  readonly detectorCard: DetectorCard;
  readonly classifier: CellClassifier;
  readonly classifierCard: ClassifierCard;
  readonly cards: readonly ModelCard[];
  release(): Promise<void>;
}

/**
 * Loads the one detector, the one classifier and all local experts of a folder.
 *
 * @throws MyeloscopeError `model-missing` where one is not there, `model-invalid` where a file is not what its card says,
 *   `provider-unavailable`
 */
export async function loadModels(directory: string, { provider, threads, classifier: chosen, ownExperts }: LoadModelsOptions): Promise<LoadedModels> {
  const { detectorModel, classifierModel, expertModels } = await modelsInUse(directory, chosen, ownExperts);
  const runners: ModelRunner[] = [];
  const load = async (model: StoredModel) => {
    const runner = await createRunner(await readModelFile(model), { provider, threads });
    runners.push(runner);
    return runner;
  };
  const release = async () => { await Promise.all(runners.map((runner) => runner.release())); };
  try {
    const detector = createDetector(await load(detectorModel), detectorModel.card.thresholds);
    const experts = [];
    for (const model of expertModels) experts.push({ card: model.card, runner: await load(model) });
    const classifier = createClassifier(await load(classifierModel), classifierModel.card, experts);
    const cards = [detectorModel, classifierModel, ...expertModels].map(({ card }) => card);
    return { detector, detectorCard: detectorModel.card, classifier, classifierCard: classifierModel.card, cards, release };
  } catch (error) {
    await release();
    throw error;
  }
}
