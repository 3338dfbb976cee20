import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { laboratoryCells } from './laboratoryCells.ts';
import { doubtOfElsewhere } from './madeElsewhere.ts';

/** Whether a classifier has learnt from cells of a laboratory. */
export const wasTrainedFurther = ({ training }: Pick<ClassifierCard, 'training'>): boolean => training.pictures.some(({ name }) => name === laboratoryCells);

/**
 * The classifier that one grew out of by training here: shipped, or imported, be it that another laboratory had trained it further. From it a
 * training begins by default. The library keeps all reviewed cells, so that they can be learnt again, each once and from where none of them
 * was known; a chain of trainings would learn the first cells again each time, and could not be judged by cells left out in turn.
 * Where an ancestor is not installed any more, the youngest that still is; a newer version of one stands for it.
 */
export function rootOfClassifier(classifier: Classifier, installed: readonly StoredModel[]): Classifier {
  const { card } = classifier, { basedOn } = card;
  if (!wasTrainedFurther(card) || !basedOn) return classifier;
  const others = installed.filter(isClassifier).filter((other) => other.card.name !== card.name);
  const base = others.find((other) => other.card.sha256 === basedOn.sha256) ?? others.find((other) => other.card.name === basedOn.name);
  if (!base || doubtOfElsewhere(card) !== doubtOfElsewhere(base.card)) return classifier;
  return rootOfClassifier(base, others);
}
