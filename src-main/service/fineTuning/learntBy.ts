import type { ModelCard } from '#shared/models/modelCard.ts';
import type { LearntPictures } from '#main/models/learntPictures.ts';
import { learntPath, readLearntPictures } from '#main/models/learntPictures.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { wasTrainedFurther } from './rootOfClassifier.ts';

/**
 * From which of a laboratory's pictures models come, with all that they grew out of. One that was shipped has learnt from none; of one of a
 * stranger, or of a laboratory that kept no record (earlier versions did not), it is not known.
 */
export async function learntBy(models: readonly StoredModel[]): Promise<LearntPictures> {
  const each = await Promise.all(models.map(async (model) => await readLearntPictures(learntPath(model), model.card) ?? withoutRecord(model.card)));
  return { pictures: [...new Set(each.flatMap(({ pictures }) => pictures))], unrecorded: [...new Set(each.flatMap(({ unrecorded }) => unrecorded))] };
}

/** The same of a model that is trained further from these cells. */
export function withCells({ pictures, unrecorded }: LearntPictures, { cells, hashOf }: Pick<TrainingCells, 'cells' | 'hashOf'>): LearntPictures {
  return { pictures: [...new Set([...pictures, ...cells.map(hashOf)])].sort(), unrecorded };
}

function withoutRecord(card: ModelCard): LearntPictures {
  const isStrangers = card.kind !== 'detector' && card.encoding !== undefined && !card.untrained;
  return { pictures: [], unrecorded: isStrangers || wasTrainedFurther(card) ? [card.name] : [] };
}
