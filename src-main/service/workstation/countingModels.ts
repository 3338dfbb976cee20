import type { CountSettings } from '#shared/cases/countSettings.ts';
import { chooseProvider } from '#main/inference/chooseProvider.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { chosenClassifier, chosenExperts } from '../laboratoryModels.ts';
import type { ModelChoice } from '../modelChoice.ts';
import { shippedModelsDirectory } from '../places.ts';

/** The models that a new case is counted with, and on what: a part of what the case is. */
export type CountingModels = Pick<CountSettings, 'models' | 'provider'>;

/** Finds them without loading a network. Throws as `loadCountModels`. */
export async function findCountingModels(choice: ModelChoice): Promise<CountingModels> {
  const { detectorModel, classifierModel, expertModels } = await modelsInUse(choice.modelsDirectory ?? shippedModelsDirectory, await chosenClassifier(choice), await chosenExperts(choice));
  const { provider } = await chooseProvider(choice.provider);
  return { provider, models: [detectorModel, classifierModel, ...expertModels].map(({ card: { name, version, sha256 } }) => ({ name, version, sha256 })) };
}
