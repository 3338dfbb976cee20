import type { ConfusedPair } from '#shared/evaluation/confusedPairs.ts';
import { confusedPairs } from '#shared/evaluation/confusedPairs.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { measuredBefore } from '../registry/measuredBefore.ts';

/** Neighbours that a classifier confuses, with the expert that decides between them where there is one. */
export interface ExpertOffer extends ConfusedPair { readonly expert: string | undefined }
export interface ExpertOffers { readonly classifier: string; /** What the confusions were counted on. */ readonly on: string | undefined; readonly pairs: readonly ExpertOffer[] }

/**
 * The neighbouring stages that a classifier's card says it confuses, those that it surely does most first. Marrow before blood. Of one that
 * was trained further nobody has measured that: what the model that it grew out of confuses is where to look first, and is said to be so.
 */
export function expertOffers(card: ClassifierCard, models: readonly StoredModel[]): ExpertOffers {
  const confusion = confusionOfLineage(card, models);
  const experts = models.flatMap((model) => (model.card.kind === 'localExpert' && model.card.appliesTo === card.name ? [model.card] : []));
  const expertFor = (classes: readonly string[]) => experts.find((expert) => expert.classes.join() === classes.join())?.name;
  return { classifier: card.name, on: confusion?.on, pairs: (confusion ? confusedPairs(confusion) : []).map((pair) => ({ ...pair, expert: expertFor(pair.classes) })) };
}

function confusionOfLineage(card: ClassifierCard, models: readonly StoredModel[]): ClassifierCard['confusions'][number] | undefined {
  const own = card.confusions.find(({ specimen }) => specimen === 'marrow') ?? card.confusions.at(0);
  if (own || !card.basedOn) return own;
  const others = models.filter((model) => model.card.name !== card.name), base = others.filter(isClassifier).find((other) => other.card.sha256 === card.basedOn!.sha256);
  const found = base && confusionOfLineage(base.card, others);
  return found && { ...found, on: measuredBefore(found.on, base.card) };
}
