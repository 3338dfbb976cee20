import type { CountSettings } from '#shared/cases/countSettings.ts';
import type { ConfusionMatrix } from '#shared/differential/machineErrorInterval.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { DocumentModel } from '#shared/reports/differentialDocument.ts';
import { confusionOf, modelRoles } from '../countModels.ts';

/** What a report says of the models that a case was counted with. */
export interface ModelsOfCase {
  readonly documentModels: readonly DocumentModel[];
  /** Of the classifier, for this kind of specimen; undefined where it was not measured, or the model is no longer installed. */
  readonly confusion: ConfusionMatrix | undefined;
  /** The doubts of their cards, a very long one shortened. */
  readonly notes: readonly string[];
}

const notInstalled = 'no longer installed: what it is known for can\'t be said';

/** Characters of a doubt that a report prints. */
const longestDoubt = 1000;

/** A doubt in a report: none is so long that there could be no document. */
function noteOf(name: string, doubt: string): string {
  const characters = [...doubt];
  return `${name}: ${characters.length <= longestDoubt ? doubt : `${characters.slice(0, longestDoubt).join('')} … (the whole stands on the card of this model)`}`;
}

/** Looks the models of a count up among the cards installed, by their hashes. */
export function modelsOfCase({ models, kind }: Pick<CountSettings, 'models' | 'kind'>, cards: readonly ModelCard[]): ModelsOfCase {
  const found = models.map((model) => ({ ...model, card: cards.find(({ sha256 }) => sha256 === model.sha256) }));
  const classifier = found.map(({ card }) => card).find((card) => card?.kind === 'classifier');
  return {
    documentModels: found.map(({ name, version, sha256, card }) => (card ? { role: modelRoles[card.kind], name, version, sha256 } : { role: 'Model', name, version, sha256, note: notInstalled })),
    confusion: classifier && confusionOf(classifier, kind),
    notes: found.flatMap(({ name, card }) => (card?.doubts ?? []).map((doubt) => noteOf(name, doubt))),
  };
}
