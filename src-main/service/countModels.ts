import type { ConfusionMatrix } from '#shared/differential/machineErrorInterval.ts';
import type { ClassifierCard, ModelCard } from '#shared/models/modelCard.ts';
import { modelVersionOf } from '#shared/models/modelVersion.ts';
import type { DocumentModel } from '#shared/reports/differentialDocument.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CountTools } from '#main/cases/countTools.ts';
import type { RejectedProvider } from '#main/inference/chooseProvider.ts';
import { chooseProvider } from '#main/inference/chooseProvider.ts';
import type { ProviderName } from '#main/inference/modelRunner.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { loadModels } from '#main/models/loadModels.ts';
import { chosenClassifier, chosenExperts } from './laboratoryModels.ts';
import type { ModelChoice } from './modelChoice.ts';
import { shippedModelsDirectory } from './places.ts';
import { wasMeasuredBefore } from './registry/measuredBefore.ts';

/** The models of a count, with what the report says of them. */
export interface CountModels extends CountTools {
  /** In the order of the probabilities. */
  readonly classes: readonly ClassCode[];
  readonly cards: readonly DocumentModel[];
  /** How the classifier misreads a kind of specimen, on cells it was not trained on; undefined where that is not known. */
  confusionOf(specimen: 'marrow' | 'blood'): ConfusionMatrix | undefined;
  readonly provider: ProviderName;
  /** Providers that were tried first, and why they are not used. */
  readonly rejectedProviders: readonly RejectedProvider[];
  /** What the report must say of the models: classes they can't give, reasons to doubt them. */
  readonly notes: readonly string[];
  release(): Promise<void>;
}

/** What each kind of model does, in a report's words. */
export const modelRoles: Readonly<Record<ModelCard['kind'], string>> = { detector: 'Finds cells', classifier: 'Names cells', localExpert: 'Decides between neighbours' };

/** How a classifier misreads a kind of specimen, as its card has it; not what was measured of the model that it was made from. */
export function confusionOf({ confusions }: ClassifierCard, specimen: 'marrow' | 'blood'): ConfusionMatrix | undefined {
  const measured = confusions.find((confusion) => confusion.specimen === specimen && !wasMeasuredBefore(confusion.on));
  return measured && { trueCodes: measured.trueCodes, calledCodes: measured.calledCodes, rows: measured.rows, source: measured.on };
}

/** Loads the models that a user chose. Throws `model-missing`, `model-invalid`, `provider-unavailable`. */
export async function loadCountModels(choice: ModelChoice): Promise<CountModels> {
  const { provider: wanted, modelsDirectory: directory = shippedModelsDirectory } = choice;
  const chosen = await chosenClassifier(choice);
  const { provider, rejected } = await chooseProvider(wanted);
  const { detector, classifier, classifierCard, cards, release } = await loadModels(directory, { provider, classifier: chosen, ownExperts: await chosenExperts(choice) });
  return {
    detector, classifier, measureScale, chooseRegions, release, provider,
    classes: classifier.classes,
    classifierVersion: modelVersionOf(cards.flatMap((card) => (card.kind === 'detector' ? [] : [{ ...card, isCalibrated: !card.calibration.uncalibrated }]))),
    cards: cards.map(({ kind, name, version, sha256 }) => ({ role: modelRoles[kind], name, version, sha256 })),
    confusionOf: (specimen) => confusionOf(classifierCard, specimen),
    notes: cards.flatMap(({ name, doubts }) => doubts.map((doubt) => `${name}: ${doubt}`)),
    rejectedProviders: rejected,
  };
}
