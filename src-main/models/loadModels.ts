import type { ClassifierCard, DetectorCard, LocalExpertCard, ModelCard } from '#shared/models/modelCard.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { ModelRunner, ProviderName } from '#main/inference/modelRunner.ts';
import type { StoredModel } from './readModelCards.ts';
import { readModelCards } from './readModelCards.ts';
import { readModelFile } from './readModelFile.ts';

export interface LoadModelsOptions {
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
export async function loadModels(directory: string, { provider, threads }: LoadModelsOptions): Promise<LoadedModels> {
  const stored = await readModelCards(directory);
  const runners: ModelRunner[] = [];
  const load = async (model: StoredModel) => {
    const runner = await createRunner(await readModelFile(model), { provider, threads });
    runners.push(runner);
    return runner;
  };
  const release = async () => { await Promise.all(runners.map((runner) => runner.release())); };
  try {
    const detectorModel = only<DetectorCard>(stored, 'detector', directory);
    const classifierModel = only<ClassifierCard>(stored, 'classifier', directory);
    const expertModels = stored.filter((model): model is StoredModel & { card: LocalExpertCard } => model.card.kind === 'localExpert' && model.card.appliesTo === classifierModel.card.name);
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

function only<Card extends ModelCard>(stored: readonly StoredModel[], kind: Card['kind'], directory: string): StoredModel & { card: Card } {
  const found = stored.filter(({ card }) => card.kind === kind);
  if (found.length === 1) return found[0] as StoredModel & { card: Card };
  const many = found.length === 0 ? 'no' : 'more than one';
  throw new MyeloscopeError('model-missing', `The models folder ${directory} holds ${many} ${kind}.`, 'Install Myeloscope again, or name another folder.');
}
