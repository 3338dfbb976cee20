import type { ClassifierCard, DetectorCard, LocalExpertCard, ModelCard } from '#shared/models/modelCard.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { StoredModel } from './readModelCards.ts';
import { readModelCards } from './readModelCards.ts';

type Model<Card extends ModelCard> = StoredModel & { readonly card: Card };

/** The models of a folder that take part in a count. */
export interface ModelsInUse {
  readonly detectorModel: Model<DetectorCard>;
  readonly classifierModel: Classifier;
  readonly expertModels: readonly Model<LocalExpertCard>[];
}

/**
 * The one detector, the one classifier and all of its local experts, by their cards alone: nothing is loaded.
 * Throws `model-missing` where one is not there, `model-invalid` where a card is no card.
 *
 * @param chosen another classifier, which takes the place of the folder's own
 * @param ownExperts the laboratory's own: each takes part with the very classifier that it was made for
 */
export async function modelsInUse(directory: string, chosen?: StoredModel, ownExperts: readonly StoredModel[] = []): Promise<ModelsInUse> {
  const stored = await readModelCards(directory);
  const detectorModel = only<DetectorCard>(stored, 'detector', directory);
  const classifierModel = chosen && isClassifier(chosen) ? chosen : only<ClassifierCard>(stored, 'classifier', directory);
  const { name, sha256 } = classifierModel.card;
  const shippedExperts = stored.filter(isExpert).filter(({ card }) => card.appliesTo === name);
  const expertModels = [...shippedExperts, ...ownExperts.filter(isExpert).filter(({ card }) => card.appliesTo === name && card.basedOn?.sha256 === sha256)];
  return { detectorModel, classifierModel, expertModels };
}

function only<Card extends ModelCard>(stored: readonly StoredModel[], kind: Card['kind'], directory: string): Model<Card> {
  const found = stored.filter(({ card }) => card.kind === kind);
  if (found.length === 1) return found[0] as Model<Card>;
  const many = found.length === 0 ? 'no' : 'more than one';
  throw new MyeloscopeError('model-missing', `The models folder ${directory} holds ${many} ${kind}.`, 'Install Myeloscope again, or name another folder.');
}

const isExpert = (model: StoredModel): model is Model<LocalExpertCard> => model.card.kind === 'localExpert';

export type Classifier = Model<ClassifierCard>;

export const isClassifier = (model: StoredModel): model is Classifier => model.card.kind === 'classifier';
