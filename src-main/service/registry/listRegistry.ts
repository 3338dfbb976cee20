import type { ResultOf } from '#shared/contract/contract.ts';
import type { InstalledModel } from '#shared/contract/modelCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import type { Library } from '#main/store/library.ts';
import { chosenExperts, damagedModels, installedModels, laboratoryModelsDirectory, promotedClassifier } from '../laboratoryModels.ts';
import { remedyInWindow } from '../remedyInWindow.ts';
import { shippedModelsDirectory } from '../places.ts';
import { shownPromotion } from './judgements.ts';

export interface RegistryPlaces { readonly library: Library; readonly libraryDirectory: string; readonly modelsDirectory: string | undefined }

/** Every model that is installed, who promoted which and why, and what is wrong with any. Throws where the shipped ones can't be read. */
export async function listRegistry(places: RegistryPlaces): Promise<ResultOf<'models.list'>> {
  const { library, libraryDirectory, modelsDirectory = shippedModelsDirectory } = places;
  const damaged = [...await damagedModels({ libraryDirectory })];
  let promoted: Classifier | undefined;
  try {
    promoted = await promotedClassifier(library.modelPromotions.current(), libraryDirectory);
  } catch (cause) {
    if (!(cause instanceof MyeloscopeError)) throw cause;
    if (!damaged.some(({ message }) => message === cause.message)) damaged.push(cause);
  }
  const used = await modelsInUse(modelsDirectory, promoted, await chosenExperts({ libraryDirectory, experts: 'inUse' }));
  const inUse = new Set([used.detectorModel, used.classifierModel, ...used.expertModels].map(({ card }) => card.sha256));
  const counts = library.cases.countsByModel(), own = laboratoryModelsDirectory(libraryDirectory);
  const standing = library.modelPromotions.standing();
  const shipped = (await modelsInUse(modelsDirectory)).classifierModel.card;
  const models = await installedModels({ modelsDirectory, libraryDirectory });
  return {
    models: models.map((model) => described(model, model.directory === own, inUse, counts)),
    damaged: damaged.map((failure) => ({ sentence: failure.message, remedy: remedyInWindow(failure) })),
    records: library.modelRecords.all().toReversed(),
    promotions: library.modelPromotions.all().toReversed().map(shownPromotion),
    ...(standing.length > 0 && { goesBackTo: { ...nameOf(standing.at(-2), shipped), from: standing.at(-1)!.sha256, endingExperts: used.expertModels.filter(({ directory }) => directory === own).map(({ card: { name } }) => name) } }),
  };
}

function nameOf(promotion: { readonly name: string; readonly version: string } | undefined, shipped: { readonly name: string; readonly version: string }): { name: string; version: string } {
  // Whichever version is shipped now stands for the shipped one.
  const { name, version } = promotion === undefined || promotion.name === shipped.name ? shipped : promotion;
  return { name, version };
}

function described({ card }: StoredModel, isOwn: boolean, inUse: ReadonlySet<string>, counts: ReadonlyMap<string, number>): InstalledModel {
  const { name, version, kind, sha256, summary } = card;
  return {
    name, version, kind, sha256, summary, isOwn, isInUse: inUse.has(sha256), cases: counts.get(sha256) ?? 0,
    ...(card.kind !== 'detector' && { isCalibrated: !card.calibration.uncalibrated }), ...(card.kind === 'classifier' && card.untrained && { isUntrained: true as const }),
  };
}

/** One installed model by name. Throws `model-missing` with the names there are. */
export async function installedModel({ libraryDirectory, modelsDirectory = shippedModelsDirectory }: RegistryPlaces, name: string): Promise<StoredModel> {
  const models = await installedModels({ modelsDirectory, libraryDirectory });
  const found = models.find(({ card }) => card.name === name);
  if (found) return found;
  throw new MyeloscopeError('model-missing', `There is no model "${name}" any more.`, `There are: ${models.map(({ card }) => card.name).join(', ')}.`);
}

